using System.CommandLine;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail anomalies</c>: what the jobs found, alert or not.</summary>
internal static class AnomaliesCommand
{
    public static Command Create(StandardStreams streams)
    {
        var data = CommonOptions.Data();
        var least = new Option<double>("--least-score") { Description = "From this score on. Default: all that are kept (1)", HelpName = "SCORE" };
        var output = CommonOptions.Out();
        var command = new Command("anomalies", "List the anomaly records of the last run, one JSON document a line.") { data, least, output };
        Examples.Add(command, "offtrail anomalies", "offtrail anomalies --least-score 40 | jq .explanation");
        command.SetAction(parsed =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            using var writer = ResultWriter.Open(parsed.GetValue(output), streams);
            AlertPrinter.PrintDocuments(folder.State.Anomalies.List(parsed.GetValue(least)), asArray: false, writer.Writer);
            return ExitCodes.Done;
        });
        return command;
    }
}
