using System.Globalization;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.State;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary>Prints what was read and found, for a person, on standard error.</summary>
internal static class SummaryPrinter
{
    private const int ManySegments = 500; // each costs a search one to two milliseconds

    /// <summary>Prints what was read.</summary>
    /// <param name="read">What was read.</param>
    /// <param name="lake">How many segments the lake has by now.</param>
    /// <param name="output">Standard error.</param>
    public static void Print(IngestSummary read, ManifestTable lake, TextWriter output)
    {
        Print(read, output);
        if (lake.Totals().Segments is > ManySegments and var segments) Line(output, "Hint", $"the lake has {Number(segments)} segments; \"offtrail lake compact\" merges them, and searches and triage answer sooner");
    }

    public static void Print(IngestSummary read, TextWriter output)
    {
        Line(output, "Read", $"{Count(read.Objects, "object")} ({Bytes(read.Bytes)}, {Bytes(read.ContentBytes)} of content) in {Seconds(read.Elapsed)}"
            + (read.Records > 0 ? $", {Rate(read.Records, read.Elapsed)} events a second" : "")
            + (read.Known > 0 ? $"; {Count(read.Known, "object")} had been read before" : ""));
        Line(output, "Records", $"{Number(read.Records)} read = {Number(read.Stored)} stored + {Number(read.Duplicates)} duplicates + {Number(read.Quarantined)} quarantined");
        string[] aside = [.. new[] { (read.Digests, "digest file"), (read.Insights, "Insights event"), (read.NotCloudTrail, "document that is not CloudTrail") }
            .Where(a => a.Item1 > 0).Select(a => Plural(a.Item1, a.Item2))];
        if (aside.Length > 0) Line(output, "Set aside", string.Join(", ", aside));
        if (read.Objects + read.Known == 0) Line(output, "Warning", "no file was found to read");
        foreach (var problem in read.Problems.Take(10)) Line(output, "Warning", $"{PlainText.Of(problem.Path)}: {PlainText.Of(problem.Reason)}");
        if (read.Problems.Count > 10) Line(output, "Warning", $"… and {Number(read.Problems.Count - 10)} more such places");
        if (read.CutValues > 0) Line(output, "Warning", $"{Count(read.CutValues, "value")} longer than 1,024 bytes: cut in the columns, whole in the record");
        PrintQuarantined(read, output);
    }

    public static void Print(DetectSummary found, Func<string, string> ruleName, TextWriter output)
    {
        var lake = found.Lake;
        Line(output, "Lake", lake.Events == 0
            ? "no events"
            : $"{Count(lake.Events, "event")} of {Count(lake.Accounts, "account")} from {Time(lake.FirstMicros)} to {Time(lake.LastMicros)} UTC; {(100.0 * lake.Failures / lake.Events).ToString("0.#", CultureInfo.InvariantCulture)} % failed");
        var byRule = found.Raised.GroupBy(a => a.RuleId, StringComparer.Ordinal).Select(g => $"{ruleName(g.Key)} {Number(g.Count())}");
        Line(output, "Alerts", $"{Number(found.Raised.Count)} new{(found.Raised.Count > 0 ? $" ({string.Join(", ", byRule)})" : "")}"
            + (found.RaisedBefore > 0 ? $"; {Number(found.RaisedBefore)} had been raised before: \"offtrail alerts\" lists them" : "")
            + (found.Excepted > 0 ? $"; {Number(found.Excepted)} held back by exceptions (\"offtrail alerts --excepted\")" : "")
            + (found.Suppressed > 0 ? $"; {Number(found.Suppressed)} folded into others like them (\"offtrail alerts --suppressed\")" : "")
            + (found.Withdrawn - found.WithdrawnByChange is > 0 and var explained ? $"; {Number(explained)} withdrawn, since events that came later explain them" : "")
            + (found.WithdrawnByChange > 0 ? $"; {Number(found.WithdrawnByChange)} withdrawn, since their job or its tuning changed (\"offtrail alerts --withdrawn\")" : "")
            + $" (detection took {Seconds(found.Elapsed)})");
        if (found.CaughtUp > TimeSpan.Zero) Line(output, "Caught up", $"the events went on for {Explanation.Days(found.CaughtUp.TotalDays)} since the last detection, longer than rules look back; all their runs in between were made up, so nothing is left out");
        foreach (var warning in found.Warnings) Line(output, "Warning", PlainText.Of(warning));
    }

    public static string Entry(QuarantineEntry entry)
    {
        var at = entry.Rejection.Position;
        var place = at.Record > 0
            ? string.Create(CultureInfo.InvariantCulture, $"record {at.Record}, line {at.Line}, byte {at.Byte}")
            : string.Create(CultureInfo.InvariantCulture, $"line {at.Line}, byte {at.Byte}");
        return $"{PlainText.Of(entry.Source)}: {(at is { Line: 0 } ? "" : place + ": ")}{PlainText.Of(entry.Rejection.Reason)}";
    }

    private static void PrintQuarantined(IngestSummary read, TextWriter output)
    {
        foreach (var entry in read.FirstQuarantined) Line(output, entry.Rejection.IsRecord ? "Quarantined" : "Damaged", Entry(entry));
        if (read.Quarantined + read.Damaged > read.FirstQuarantined.Count)
            Line(output, "Quarantined", $"… {Number(read.Quarantined)} records and {Number(read.Damaged)} damaged objects in all: \"offtrail lake quarantine\" lists them");
    }

    private static string Plural(long number, string unit) =>
        number == 1 ? $"1 {unit}" : $"{Number(number)} {(unit.StartsWith("document", StringComparison.Ordinal) ? "documents that are not CloudTrail" : unit + "s")}";
}
