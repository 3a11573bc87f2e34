using Offtrail.Pages;
using Offtrail.Pipeline;
using Offtrail.Server;
using Offtrail.Sinks;
using Offtrail.Sources;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary>Runs the service over a data folder until it is stopped.</summary>
internal sealed class ServeRun(TimeProvider clock, StandardStreams streams)
{
    /// <summary>The data folder.</summary>
    public required string Root { get; init; }

    /// <summary>The configuration; null for the one in the data folder, if it is there.</summary>
    public string? Config { get; init; }

    /// <summary>Folders that others write into, beside the sources of the configuration.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Addresses to listen on; none for those of the configuration.</summary>
    public IReadOnlyList<string> Listen { get; init; } = [];

    /// <summary>Only look whether the configuration and all definitions are right.</summary>
    public bool OnlyCheck { get; init; }

    /// <summary>Told where the pages are, or where the administrator is made when there is none yet, as soon as it listens.</summary>
    public Action<string> OnListening { get; init; } = _ => { };

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (Config is not null && !File.Exists(Config)) throw new UsageException($"--config \"{Config}\" is no file");
        var said = ServiceConfig.Of(Root, Config);
        if (Listen.Count > 0) said = said with { Listen = Listen };
        if (said.LacksCertificate is { } lack) throw new UsageException($"--listen {lack} in {DataFolder.ServiceFile}");
        var ingest = CommonOptions.IngestOf(null, [.. said.Geo], said.AwsRanges);
        using var abort = new CancellationTokenSource();
        ILiveSource[] sources = [.. FolderSources(), .. said.Sources.Open(Root, clock, abort.Token)];
        var definitions = Definitions.Of(Root);
        if (OnlyCheck)
        {
            streams.Out.WriteLine($"All is right: {Count(definitions.Rules.Count, "rule")}, {Count(definitions.Sinks.All.Count, "sink")}, {Count(sources.Length, "source")}.");
            return ExitCodes.Done;
        }

        using var folder = Opening.ForService(Root, streams.Error);
        var options = new LiveOptions { Ingest = ingest, Interval = said.Interval, CompactEvery = said.CompactEvery, Keep = said.Keep };
        var app = OfftrailServer.Build(folder, log => new LiveService(folder, definitions, sources, options, new SinkTools(clock, streams.Out), log), said, abort, clock, new WebPages());
        try
        {
            await OfftrailServer.RunAsync(app, (listening, link) => Tell(listening, link, sources.Length), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            foreach (var source in sources) await source.DisposeAsync().ConfigureAwait(false);
        }

        return ExitCodes.Done;
    }

    private IEnumerable<LiveFolder> FolderSources()
    {
        foreach (var path in Folders)
        {
            if (!Directory.Exists(path)) throw new UsageException($"{path}: there is no such folder");
            yield return new LiveFolder(path, path, new LiveFolderOptions { LeftOut = Root }, clock);
        }
    }

    private void Tell(IReadOnlyCollection<string> addresses, string? link, int sources)
    {
        var (first, error) = (addresses.First().Replace("[::]", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal), streams.Error);
        var welcome = $"{first}/welcome?token={link}";
        error.WriteLine($"Offtrail listens on {string.Join(", ", addresses)}{(sources == 0 ? "; it has no sources yet and only answers" : "")}. Stop it with Ctrl-C.");
        if (link is not null) error.WriteLine($"Nobody can sign in yet. This link makes the administrator, once, within a day: {welcome}");
        error.WriteLine($"The pages are at {first}/. The API is described at {first}/docs; \"offtrail keys create --role viewer --name NAME\" makes a key for it.");
        OnListening(link is null ? $"{first}/" : welcome);
    }
}
