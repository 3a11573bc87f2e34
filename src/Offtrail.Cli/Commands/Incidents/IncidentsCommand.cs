using System.CommandLine;
using Offtrail.Pipeline;
using Offtrail.State;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail incidents …</c>: alerts that are one story.</summary>
internal static class IncidentsCommand
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var command = new Command("incidents", "List the stories that alerts tell, the most unusual first; look at one, close it with all of its alerts; put them together, take them apart.")
        {
            IncidentsShow.Create(streams),
            IncidentsMerge.Create(clock, streams),
            IncidentsSplit.Create(clock, streams),
        };
        foreach (var change in IncidentsChange.All(clock, streams)) command.Subcommands.Add(change);
        var (data, format, output) = (CommonOptions.Data(), CommonOptions.Format(), CommonOptions.Out());
        var status = new Option<AlertStatus?>("--status")
        {
            Description = "open, acknowledged or closed. Default: all",
            HelpName = "STATUS",
            CustomParser = result => CommonOptions.OneWord<AlertStatus>("--status", result.Tokens[^1].Value, result),
        };
        var from = new Option<string?>("--from") { Description = "With an event from this time on", HelpName = "TIME" };
        var to = new Option<string?>("--to") { Description = "With an event before this time", HelpName = "TIME" };
        var rank = new Option<int?>("--least-rank") { Description = "From this rank on, 0 to 100", HelpName = "RANK" };
        var limit = new Option<int?>("--limit") { Description = "So many, the highest rank first. Default: all", HelpName = "COUNT" };
        CommonOptions.Range(rank, 0, 100);
        CommonOptions.Range(limit, 1, int.MaxValue);
        foreach (var option in new Option[] { data, format, output, status, from, to, rank, limit }) command.Options.Add(option);
        Examples.Add(command, "offtrail incidents --status open", "offtrail incidents show 17c07b", "offtrail incidents close 17c07b --because true-positive --note \"key revoked\"");
        command.SetAction(parsed =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            using var writer = ResultWriter.Open(parsed.GetValue(output), streams);
            var (first, last) = CommonOptions.Window(parsed, from, to);
            var found = folder.State.Incidents.List(new IncidentFilter
            {
                Statuses = parsed.GetValue(status) is { } of ? [of] : [],
                FromMicros = first,
                ToMicros = last,
                LeastRank = parsed.GetValue(rank),
                Most = parsed.GetValue(limit),
            });
            RowPrinter.Print(found, i => $"{i.Id}  {i.Rank,3:0}  {Time(i.First)}  {Count(i.Alerts, "alert"),9}  {AlertState.Text(i.Status, null),-12}  {PlainText.Of(i.Title)}", IncidentRow.Of, parsed.GetValue(format), writer.Writer);
            if (found.Count == 0 && parsed.GetValue(format) == AlertFormat.Table) streams.Error.WriteLine("No incidents.");
            return ExitCodes.Done;
        });
        Listing.AllowWord(command);
        return command;
    }
}
