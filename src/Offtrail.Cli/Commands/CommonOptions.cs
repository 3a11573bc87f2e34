using System.CommandLine;
using System.Globalization;
using Offtrail.Events;
using Offtrail.Pipeline;
using Offtrail.Sources;

namespace Offtrail.Cli;

/// <summary>Options that several commands have, and how their values are read.</summary>
internal static class CommonOptions
{
    public static Option<string?> Data() => new("--data") { Description = "Folder for the lake and the state. Default: offtrail/default in your data directory", HelpName = "DIR" };

    public static Option<string?> Tuning() => new("--tuning") { Description = "A YAML file of what is to be left out, and of planned work. Default: tuning.yaml in the data folder, if it is there", HelpName = "FILE" };

    /// <summary>The pack with the jobs that files add to it, tuned by the file named, or by the one in the data folder.</summary>
    public static Pack PackOf(string? tuning, string dataFolder, IEnumerable<string>? jobs = null)
    {
        var pack = Pack.Load(dataFolder);
        foreach (var job in jobs ?? []) pack.Job(job); // a tuning may name them
        if (tuning is not null && !File.Exists(tuning)) throw new UsageException($"--tuning \"{tuning}\" is no file");
        pack.TuneFor(dataFolder, tuning);
        return pack;
    }

    /// <summary>Two times of which the first must be before the second.</summary>
    public static (long? From, long? To) Window(ParseResult parsed, Option<string?> from, Option<string?> to)
    {
        var (first, last) = (Moment(parsed.GetValue(from), from.Name), Moment(parsed.GetValue(to), to.Name));
        return first >= last ? throw new UsageException($"{from.Name} must be before {to.Name}") : (first, last);
    }

    public static Option<AlertFormat> Format() => OneOf("--format", "How to print: table, json or ndjson (one document a line). Default: table", AlertFormat.Table, AlertFormat.Json, AlertFormat.Ndjson);

    public static Option<AlertFormat> FormatOfAlerts() => OneOf<AlertFormat>("--format", "How to print: table, json, ndjson (one document a line), elastic or ocsf (a document of theirs a line), csv. Default: table");

    public static Option<string?> Out() => new("--out") { Description = "Write the results to this file instead of standard output", HelpName = "FILE" };

    public static Argument<string[]> Paths() => new("PATH") { Description = "Files or folders with CloudTrail, s3://bucket/prefix, \"-\" for standard input", Arity = ArgumentArity.OneOrMore };

    public static Option<int?> Threads()
    {
        var threads = new Option<int?>("--threads") { Description = "Objects read at the same time, 1 to 64. Default: your processors, at most 8", HelpName = "N" };
        Range(threads, 1, 64);
        return threads;
    }

    public static Option<string[]> Geo() => new("--geo") { Description = "A database of places or networks in MaxMind's format (.mmdb). Repeatable. Default: what OFFTRAIL_GEO names", HelpName = "FILE" };

    public static Option<string?> AwsRanges() => new("--aws-ranges") { Description = "AWS's published ip-ranges.json, to tell EC2 addresses. Default: what OFFTRAIL_AWS_RANGES names", HelpName = "FILE" };

    /// <summary>How to read, after the options: threads, databases, ranges.</summary>
    /// <exception cref="EnrichmentException">A file can't be used.</exception>
    public static IngestOptions IngestOf(int? threads, string[]? geo, string? ranges)
    {
        string[] files = geo is { Length: > 0 } ? geo : (Environment.GetEnvironmentVariable("OFFTRAIL_GEO") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        ranges ??= Environment.GetEnvironmentVariable("OFFTRAIL_AWS_RANGES");
        var options = files.Length == 0 && string.IsNullOrEmpty(ranges)
            ? new IngestOptions()
            : new IngestOptions { Enricher = new Enricher(files.Length > 0 ? GeoDatabase.Open(files) : null, string.IsNullOrEmpty(ranges) ? null : Events.AwsRanges.Load(ranges)) };
        return threads is { } n ? options with { Threads = n } : options;
    }

    /// <summary>The sources that the paths name.</summary>
    public static IReadOnlyList<ISource> SourcesOf(ParseResult parsed, Argument<string[]> argument, S3Options s3, string dataFolder, StandardStreams streams, CancellationToken cancellationToken)
    {
        var paths = parsed.GetRequiredValue(argument);
        if (!paths.Any(S3Options.IsBucket)) s3.RefuseWithout(parsed);
        return [.. paths.Select(path =>
            path == StandardInput.Path ? (ISource)new StandardInput(streams.OpenInput)
            : S3Options.IsBucket(path) ? s3.Source(parsed, path, cancellationToken)
            : Path.Exists(path) ? new FolderSource(path, leftOut: dataFolder)
            : throw new UsageException($"{path}: there is no such file or folder"))];
    }

    /// <summary>Refuses what is no whole number in a range, before the parser would speak of types.</summary>
    public static void Range(Option option, long least, long most) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && !(long.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most))
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} takes a whole number from {least} {(most == long.MaxValue ? "on" : $"to {most}")}; found \"{token.Value}\""));
    });

    /// <summary>An option that takes one of an enumeration's names, in small letters; .NET would also take numbers, lists and names of nothing.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="description">What it says.</param>
    /// <param name="allowed">Which of the names; none for all.</param>
    public static Option<T> OneOf<T>(string name, string description, params T[] allowed) where T : struct, Enum => new(name)
    {
        Description = description,
        HelpName = "FORMAT",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (!text.Contains(',', StringComparison.Ordinal) && Enum.TryParse<T>(text, ignoreCase: true, out var value) && !char.IsAsciiDigit(text[0]) && (allowed.Length == 0 || allowed.Contains(value))) return value;
            result.AddError($"{name} takes {string.Join(", ", allowed.Length == 0 ? Enum.GetValues<T>() : allowed).ToLowerInvariant()}; found \"{text}\"");
            return default;
        },
    };

    /// <summary>One of an enumeration's names with "-" between its words; else an error that names them all.</summary>
    public static T OneWord<T>(string option, string text, System.CommandLine.Parsing.ArgumentResult result) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>()) if (string.Equals(AlertState.Words(value.ToString(), '-'), text.Replace('_', '-'), StringComparison.OrdinalIgnoreCase)) return value;
        result.AddError($"{option} takes {string.Join(", ", Enum.GetNames<T>().Select(n => AlertState.Words(n, '-')))}; found \"{text}\"");
        return default;
    }

    public static string DataFolderOf(string? option) => option switch
    {
        null => Path.Combine(UserFolder(), "default"),
        "" => throw new UsageException("--data names no folder"),
        _ => option,
    };

    /// <summary>Offtrail's folder below the user's data directory.</summary>
    public static string UserFolder()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        if (data.Length == 0) throw new UsageException("your data directory is not known (is HOME set?); name a folder with --data");
        return Path.Combine(data, "offtrail");
    }

    /// <summary>A moment such as "2026-05-01" or "2026-05-01T08:30Z" in microseconds since 1970; UTC when it names no offset.</summary>
    public static long? Moment(string? text, string option)
    {
        if (text is null) return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && text.Length >= 8 && text[4] == '-' && text.AsSpan(0, 4).ContainsAnyExceptInRange('0', '9') is false
            ? (time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond
            : throw new UsageException($"{option} \"{text}\" is no time; right would be 2026-05-01 or 2026-05-01T08:30Z");
    }
}
