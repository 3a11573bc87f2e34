using System.CommandLine;
using Offtrail.Server;

namespace Offtrail.Cli;

/// <summary><c>offtrail doctor</c>: what is wrong with an installation, and what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var (data, format) = (CommonOptions.Data(), CommonOptions.Format());
        var config = new Option<string?>("--config") { Description = "The configuration of the service, when it is not the data folder's own", HelpName = "FILE" };
        var command = new Command("doctor", "Look whether all is well: configuration, rights, disk, clock, state, lake, sources, sinks, users, memory. Beside a running service too. Exit code 1 at a problem.") { data, config, format };
        Examples.Add(command, "offtrail doctor", "offtrail doctor --format json");
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(config) is { } file && !File.Exists(file)) throw new UsageException($"--config \"{file}\" is no file");
            var findings = new Examination(CommonOptions.DataFolderOf(parsed.GetValue(data)), parsed.GetValue(config), clock).Run();
            RowPrinter.Print(findings, Line, f => new { f.Area, Level = Word(f), f.Text, f.Advice }, parsed.GetValue(format), streams.Out);
            return findings.Any(f => f.Level == FindingLevel.Problem) ? ExitCodes.Failed : ExitCodes.Done;
        });
        return command;
    }

    private static string Line(Finding f) => PlainText.Of($"{Word(f),-8} {f.Area,-14} {f.Text}") + (f.Advice is { } advice ? $"{Environment.NewLine}{"",-24}{PlainText.Of(advice)}" : "");

    private static string Word(Finding f) => f.Level.ToString().ToLowerInvariant();
}
