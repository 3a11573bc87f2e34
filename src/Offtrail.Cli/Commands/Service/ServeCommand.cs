using System.CommandLine;
using Offtrail.Pages;
using Offtrail.Pipeline;
using Offtrail.Server;
using Offtrail.Sinks;
using Offtrail.Sources;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail serve</c>: the program that stays.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Folders that others write CloudTrail into, beside the sources of the configuration", Arity = ArgumentArity.ZeroOrMore };
        var data = CommonOptions.Data();
        var config = new Option<string?>("--config") { Description = $"The configuration. Default: {DataFolder.ServiceFile} in the data folder, if it is there (docs/service.md)", HelpName = "FILE" };
        var listen = new Option<string[]>("--listen") { Description = "Address to listen on, instead of those of the configuration. Repeatable. Default: http://127.0.0.1:8480, this machine alone", HelpName = "URL" };
        var check = new Option<bool>("--check") { Description = "Only look whether the configuration and all definitions are right" };
        var command = new Command(Name, "Read what comes, detect, tell people; answer over HTTP. Runs until it is stopped.") { paths, data, config, listen, check };
        Examples.Add(command,
            "offtrail serve ./cloudtrail                      a folder that others write into; the API on http://127.0.0.1:8480",
            "offtrail serve                                   the sources of offtrail.yaml in the data folder",
            "offtrail serve --check                           whether everything is right, without starting");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var root = CommonOptions.DataFolderOf(parsed.GetValue(data));
            var file = parsed.GetValue(config);
            if (file is not null && !File.Exists(file)) throw new UsageException($"--config \"{file}\" is no file");
            var said = ServiceConfig.Of(root, file);
            if (parsed.GetValue(listen) is { Length: > 0 } addresses) said = said with { Listen = addresses };
            var ingest = CommonOptions.IngestOf(null, [.. said.Geo], said.AwsRanges);
            using var abort = new CancellationTokenSource();
            ILiveSource[] sources = [.. Folders(parsed.GetValue(paths) ?? [], root, clock), .. said.Sources.Open(root, clock, abort.Token)];
            var definitions = Definitions.Of(root);
            if (parsed.GetValue(check))
            {
                streams.Out.WriteLine($"All is right: {Count(definitions.Rules.Count, "rule")}, {Count(definitions.Sinks.All.Count, "sink")}, {Count(sources.Length, "source")}.");
                return ExitCodes.Done;
            }

            using var folder = Opening.ForWriting(root, streams.Error);
            var options = new LiveOptions { Ingest = ingest, Interval = said.Interval, CompactEvery = said.CompactEvery, Keep = said.Keep };
            var app = OfftrailServer.Build(folder, log => new LiveService(folder, definitions, sources, options, new SinkTools(clock, streams.Out), log), said, abort, clock, new WebPages());
            try
            {
                await OfftrailServer.RunAsync(app, (listening, link) => Tell(listening, link, sources, streams.Error), cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                foreach (var source in sources) await source.DisposeAsync().ConfigureAwait(false);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static IEnumerable<LiveFolder> Folders(string[] paths, string dataFolder, TimeProvider clock)
    {
        foreach (var path in paths)
        {
            if (!Directory.Exists(path)) throw new UsageException($"{path}: there is no such folder");
            yield return new LiveFolder(path, path, new LiveFolderOptions { LeftOut = dataFolder }, clock);
        }
    }

    private static void Tell(IReadOnlyCollection<string> addresses, string? link, ILiveSource[] sources, TextWriter error)
    {
        var first = addresses.First();
        error.WriteLine($"Offtrail listens on {string.Join(", ", addresses)}{(sources.Length == 0 ? "; it has no sources yet and only answers" : "")}. Stop it with Ctrl-C.");
        if (link is not null) error.WriteLine($"Nobody can sign in yet. This link makes the administrator, once, within a day: {first.Replace("[::]", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)}/welcome?token={link}");
        error.WriteLine($"The pages are at {first}/. The API is described at {first}/docs; \"offtrail keys create --role viewer --name NAME\" makes a key for it.");
    }
}
