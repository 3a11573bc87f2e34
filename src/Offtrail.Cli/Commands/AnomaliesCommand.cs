using System.CommandLine;
using System.Text.Json;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.State;

namespace Offtrail.Cli;

/// <summary><c>offtrail anomalies</c>: what the jobs found, alert or not.</summary>
internal static class AnomaliesCommand
{
    public static Command Create(StandardStreams streams)
    {
        var data = CommonOptions.Data();
        var least = new Option<double>("--least-score") { Description = "From this score on. Default: all that are kept (1)", HelpName = "SCORE" };
        var changed = new Option<bool>("--changed") { Description = "What late events changed in finished buckets: the score that was, and the score since (null: no anomaly any more)" };
        var output = CommonOptions.Out();
        var command = new Command("anomalies", "List the anomaly records of the last run, one JSON document a line.") { data, least, changed, output };
        Examples.Add(command, "offtrail anomalies", "offtrail anomalies --least-score 40 | jq .explanation", "offtrail anomalies --changed");
        command.SetAction(parsed =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            using var writer = ResultWriter.Open(parsed.GetValue(output), streams);
            if (parsed.GetValue(changed)) foreach (var change in folder.State.Anomalies.Changes().Where(c => Math.Max(c.Was, c.Now ?? 0) >= parsed.GetValue(least))) writer.Writer.WriteLine(Document(change));
            else AlertPrinter.PrintDocuments(folder.State.Anomalies.List(parsed.GetValue(least)), asArray: false, writer.Writer);
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Document(ChangedAnomaly c) => JsonSerializer.Serialize(
        new Change(c.JobId, c.Detector, c.Scope, AlertDocument.Time(c.Bucket), c.Partition.Length == 0 ? null : c.Partition, c.ByValue, c.Was, c.Now, AlertDocument.Time(c.At)), JsonStyle.Options(indented: false));

    private sealed record Change(string JobId, string Detector, string Scope, string Timestamp, string? Partition, string By, double Was, double? Now, string ChangedAt);
}
