using System.CommandLine;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.State;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules runs</c>.</summary>
internal static class RulesRuns
{
    public static Command Create(StandardStreams streams)
    {
        var id = new Argument<string?>("RULE") { Description = "A rule's id: its scheduled runs that found something. Without it: the detections", Arity = ArgumentArity.ZeroOrOne };
        var limit = new Option<int>("--limit") { Description = "The newest so many. Default: 50", HelpName = "N", DefaultValueFactory = _ => 50 };
        CommonOptions.Range(limit, 1, 1_000_000);
        var (data, format) = (CommonOptions.Data(), CommonOptions.Format());
        var command = new Command("runs", "When the rules ran, what they found, and what became of it; newest first.") { id, limit, data, format };
        Examples.Add(command, "offtrail rules runs", "offtrail rules runs rare_error_code --format json");
        command.SetAction(parsed =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            if (parsed.GetValue(id) is not { } rule) RowPrinter.Print(folder.State.Runs.Detections(parsed.GetValue(limit)), Text, Row, parsed.GetValue(format), streams.Out);
            else if (folder.State.Runs.Of(rule, parsed.GetValue(limit)) is var runs && (runs.Count > 0 || Pack.Load(folder.Root).RulesById.ContainsKey(rule))) RowPrinter.Print(runs, Text, Row, parsed.GetValue(format), streams.Out);
            else throw new UsageException($"there is no rule \"{rule}\"; \"offtrail rules list\" names them");
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Text(DetectionRun d) =>
        $"{Time(d.At)}  {Count(d.Events, "event")}{(d.Events > 0 ? $" to {Time(d.Newest)}" : "")}; {Count(d.Rules, "rule")}: {Count(d.Raised, "new alert")}{Some(d.Withdrawn, "withdrawn")}{Some(d.Excepted, "held back")}{Some(d.Suppressed, "folded")}"
        + $"{(d.CaughtUp > 0 ? $"; caught up {Explanation.Days(d.CaughtUp / 86_400e6)}" : "")}; took {Seconds(TimeSpan.FromMicroseconds(d.Duration))}{(d.Warnings.Count > 0 ? $"; {Count(d.Warnings.Count, "warning")}" : "")}";

    private static string Text(RuleRunResult r) =>
        $"{Time(r.At)}  from {Time(r.From)}  {Count(r.Found, "finding")}: {Count(r.Raised, "alert")}{Some(r.Withdrawn, "withdrawn")}{Some(r.Excepted, "held back")}{Some(r.Suppressed, "folded")}{Some(r.Waiting, "left to the next run")}";

    private static string Some(long number, string what) => number > 0 ? $", {Number(number)} {what}" : "";

    private static object Row(DetectionRun d) => new
    {
        At = AlertDocument.Time(d.At),
        d.Rules,
        d.Events,
        NewestEvent = d.Events > 0 ? AlertDocument.Time(d.Newest) : null,
        CaughtUpSeconds = d.CaughtUp / 1_000_000,
        d.Anomalies,
        d.Raised,
        d.RaisedBefore,
        d.Excepted,
        d.Suppressed,
        d.Withdrawn,
        DurationMilliseconds = d.Duration / 1000,
        d.Warnings,
    };

    private static object Row(RuleRunResult r) => new { At = AlertDocument.Time(r.At), From = AlertDocument.Time(r.From), r.Found, r.Raised, r.Excepted, r.Suppressed, r.Withdrawn, r.Waiting };
}
