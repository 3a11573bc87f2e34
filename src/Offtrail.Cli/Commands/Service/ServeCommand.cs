using System.CommandLine;
using Offtrail.Pipeline;

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
        command.SetAction((parsed, cancellationToken) => new ServeRun(clock, streams)
        {
            Root = CommonOptions.DataFolderOf(parsed.GetValue(data)),
            Config = parsed.GetValue(config),
            Folders = parsed.GetValue(paths) ?? [],
            Listen = parsed.GetValue(listen) ?? [],
            OnlyCheck = parsed.GetValue(check),
        }.RunAsync(cancellationToken));
        return command;
    }
}
