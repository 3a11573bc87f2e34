using System.CommandLine;
using Offtrail.Pipeline;
using Offtrail.State;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail alerts …</c>: look at alerts, and say what became of them.</summary>
internal static class AlertsCommand
{
    private const long MostCounted = 1_000;

    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var command = new Command("alerts", "List the alerts raised so far, look at one, say what became of it.")
        {
            AlertsShow.Create(streams),
            AlertsGuide.Create(streams),
            AlertsExcept.Create(streams),
        };
        foreach (var change in AlertsChange.All(clock, streams)) command.Subcommands.Add(change);
        var (data, format, output) = (CommonOptions.Data(), CommonOptions.FormatOfAlerts(), CommonOptions.Out());
        var limit = new Option<int?>("--limit") { Description = "The newest so many. Default: all", HelpName = "COUNT" };
        CommonOptions.Range(limit, 1, int.MaxValue);
        var all = new Option<bool>("--all") { Description = "List each alert. Default: in a table, what a rule raised about the same again stands with the newest" };
        command.Options.Add(data);
        command.Options.Add(format);
        command.Options.Add(output);
        command.Options.Add(limit);
        command.Options.Add(all);
        var filter = new AlertFilterOptions(command);
        Examples.Add(command,
            "offtrail alerts",
            "offtrail alerts --status open --identity user/ana --from 2026-05-20",
            "offtrail alerts --format ndjson | jq .offtrail.alert.reason",
            "offtrail alerts --format ocsf --out findings.ndjson",
            "offtrail alerts show 194f2e",
            "offtrail alerts close 194f2e --because benign --note \"the new pipeline\"");
        command.SetAction(parsed =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            using var writer = ResultWriter.Open(parsed.GetValue(output), streams);
            var pack = Pack.Load(folder.Root);
            var (wanted, form) = (filter.Of(parsed, folder) with { Newest = parsed.GetValue(limit) }, parsed.GetValue(format));
            // Programs get each alert, and who asks for what does not stand wants to see each too.
            var folds = form == AlertFormat.Table && wanted.Standing == AlertStanding.Standing && !parsed.GetValue(all);
            var lines = folds ? folder.State.Alerts.Repeats(wanted) : [.. folder.State.Alerts.List(wanted).Select(a => new RepeatedAlert(a, 1, a.RaisedAt))];
            AlertPrinter.Print([.. lines.Select(l => form == AlertFormat.Table ? l.Newest with { Reason = Reason(l) } : l.Newest with { Document = AlertState.Document(folder.State, l.Newest) })], form, writer, pack.RulesById.GetValueOrDefault);
            if (Note(lines, wanted, form, () => folder.State.Alerts.Count(wanted, MostCounted)) is { } note) streams.Error.WriteLine(note);
            return ExitCodes.Done;
        });
        Listing.AllowWord(command);
        return command;
    }

    private static string Reason(RepeatedAlert line) => line.Times == 1 ? line.Newest.Reason : $"{Number(line.Times)} times since {Time(line.FirstRaisedAt)}, last: {line.Newest.Reason}";

    /// <summary>What the list leaves out, or that there is none; null when there is nothing to say.</summary>
    private static string? Note(IReadOnlyList<RepeatedAlert> lines, AlertFilter wanted, AlertFormat form, Func<long> count)
    {
        var shown = lines.Sum(l => l.Times);
        if (lines.Count == 0) return form != AlertFormat.Table ? null : wanted.IsAny ? "No alerts." : "No such alerts.";
        var all = lines.Count == wanted.Newest && form == AlertFormat.Table ? Math.Max(shown, count()) : shown;
        var of = all == shown ? "" : $" of {(all < MostCounted ? "" : "at least ")}{Number(all)}";
        if (shown > lines.Count) return $"{Count(shown, "alert")}{of} on {Count(lines.Count, "line")}: repeats stand with the newest of them; --all lists each.";
        return all == shown ? null : $"The newest {Number(shown)}{of}.";
    }
}
