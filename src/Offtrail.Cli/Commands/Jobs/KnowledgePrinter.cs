using System.Globalization;
using Offtrail.Anomalies;
using Offtrail.Rules;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary>Prints what a detector knows of an account as a table: only the columns that its function fills.</summary>
internal static class KnowledgePrinter
{
    private static readonly (string Head, Func<KnownItem, string?> Of)[] s_columns =
    [
        ("in buckets", i => Number(i.Buckets)),
        ("share", i => i.Share is { } s ? $"{(100 * s).ToString("0.##", CultureInfo.InvariantCulture)} %" : null),
        ("last seen", i => i.LastSeen is { } t ? Time(t) : null),
        ("values", i => i.Values is { } v ? Number(v) : null),
        ("new in", i => i.NewRate is { } r ? $"{(100 * r).ToString("0.##", CultureInfo.InvariantCulture)} %" : null),
        ("usual now", i => Figure(i.Typical)),
        ("scores 50 from", i => i.Typical is null ? null : Figure(i.NumberFor50) ?? "never"),
        ("75 from", i => i.Typical is null ? null : Figure(i.NumberFor75) ?? "never"),
        ("busiest", i => i.Busiest),
        ("would score", i => i.Score?.ToString("0", CultureInfo.InvariantCulture)),
    ];

    public static void Print(Knowledge known, long atMicros, int rows, TextWriter output)
    {
        output.WriteLine($"{known.Detector}{(known.Scope == BucketValue.Everywhere ? "" : $" in account {PlainText.Of(known.Scope)}")}, at {Time(atMicros)}");
        output.WriteLine($"  {Count(known.ActiveBuckets, "active bucket")} in {Explanation.Days(known.Days)}{(known.Learning ? ", still learning: raises nothing yet" : "")}");
        if (known.ScoreOfNew is { } fresh) output.WriteLine($"  a value that was never seen would score {fresh.ToString("0", CultureInfo.InvariantCulture)}: it comes about once in {Explanation.Days(RecordScore.ToReturn(fresh))}");
        if (known.SumsFor is [var low, var middle, var high]) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  signs that add up to {low:0.0} score 50, to {middle:0.0} 75, to {high:0.0} 90"));
        if (known.Items.Count == 0) output.WriteLine("  nothing that fits");
        var columns = s_columns.Where(c => known.Items.Any(i => c.Of(i) is not null)).ToArray();
        var shown = known.Items.Take(rows).Select(i => (Cells: columns.Select(c => c.Of(i) ?? "").ToArray(), Name: Name(i))).ToArray();
        int[] widths = [.. columns.Select((c, n) => shown.Select(s => s.Cells[n].Length).Append(c.Head.Length).Max())];
        if (shown.Length > 0) output.WriteLine("  " + string.Join("  ", columns.Select((c, n) => c.Head.PadLeft(widths[n]))));
        foreach (var (cells, name) in shown) output.WriteLine("  " + string.Join("  ", cells.Select((c, n) => c.PadLeft(widths[n])).Append(name)));
        if (known.Items.Count > shown.Length) output.WriteLine($"  and {Number(known.Items.Count - shown.Length)} more; --rows shows more, --of TEXT those that contain a text");
        output.WriteLine();
    }

    private static string Name(KnownItem item) => PlainText.Of(string.Join("  ", new[] { item.Value, item.Partition }.OfType<string>().DefaultIfEmpty("(all)")));

    private static string? Figure(double? number) => number?.ToString(Math.Abs(number.Value) >= 10 ? "#,0" : "0.##", CultureInfo.InvariantCulture);
}
