using System.CommandLine;
using Offtrail.Pipeline;
using Offtrail.Sinks;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail sinks retry</c>.</summary>
internal static class SinksRetry
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var ids = new Argument<string[]>("SINK") { Description = "Sinks' ids. Default: all", Arity = ArgumentArity.ZeroOrMore };
        var data = CommonOptions.Data();
        var command = new Command("retry", "Let what failed for good be tried again, and what waits be tried now. \"offtrail sinks send\" does it.") { ids, data };
        Examples.Add(command, "offtrail sinks retry siem && offtrail sinks send siem");
        command.SetAction(parsed =>
        {
            var root = CommonOptions.DataFolderOf(parsed.GetValue(data));
            var sinks = SinksCommand.Chosen(root, parsed.GetValue(ids) ?? []);
            using var folder = DataFolder.OpenForReading(root);
            var due = new AlertDelivery(folder, sinks, new SinkTools(clock, streams.Out)).Retry();
            streams.Out.WriteLine(due == 0 ? "nothing failed, and nothing waits" : $"{Count(due, "alert")} due now; \"offtrail sinks send\" sends them");
            return ExitCodes.Done;
        });
        return command;
    }
}
