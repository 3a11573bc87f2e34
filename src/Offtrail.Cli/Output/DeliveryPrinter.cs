using Offtrail.Pipeline;
using Offtrail.Rules;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary>Says what became of alerts on their way to the sinks: what was sent on one line, what was not on another.</summary>
internal static class DeliveryPrinter
{
    /// <param name="results">By sink; null when another process is sending.</param>
    /// <param name="output">Where to.</param>
    public static void Print(IReadOnlyList<LaneResult>? results, TextWriter output)
    {
        if (results is null)
        {
            Line(output, "Sent", "nothing: another offtrail is sending the alerts of this folder");
            return;
        }

        string[] sent = [.. results.Where(r => r.Delivered > 0).Select(r => $"{Number(r.Delivered)} to {r.Sink}")];
        if (sent.Length > 0) Line(output, "Sent", string.Join(", ", sent));
        string[] gathered = [.. results.Where(IsGathering).Select(r => $"{Number(r.Waiting)} for {r.Sink}, to go after {AlertDocument.Time(r.NextAt!.Value)[11..19]} UTC")];
        if (gathered.Length > 0) Line(output, "Gathered", string.Join("; ", gathered));
        string[] missing = [.. results.Where(r => r.Failed + r.Waiting > 0 && !IsGathering(r)).Select(r => PlainText.Of(Missing(r)))];
        if (missing.Length > 0) Line(output, "Warning", $"alerts not delivered: {string.Join("; ", missing)}. \"offtrail sinks outbox\" lists them");
    }

    /// <summary>Whether something failed that is not tried again by itself.</summary>
    public static bool FailedForGood(IReadOnlyList<LaneResult>? results) => results is not null && results.Any(r => r.Failed > 0);

    /// <summary>Whether alerts wait for nothing but the end of their digest's time.</summary>
    private static bool IsGathering(LaneResult r) => r is { Waiting: > 0, Failed: 0, Cut: false, Error: null, NextAt: not null };

    /// <summary>"5 to siem: 2 failed for good, 3 wait for the next try after 10:00:07 UTC (connection refused)".</summary>
    private static string Missing(LaneResult r)
    {
        var parts = new List<string>();
        if (r.Failed > 0) parts.Add($"{Number(r.Failed)} failed for good");
        if (r.Waiting > 0) parts.Add($"{Number(r.Waiting)} {(r.Waiting == 1 ? "waits" : "wait")}{(r.Cut ? ", since the time ran out" : r.NextAt is { } next ? $" for the next try after {AlertDocument.Time(next)[11..19]} UTC" : "")}");
        return $"{Number(r.Failed + r.Waiting)} to {r.Sink}: {string.Join(", ", parts)}{(r.Error is { } error ? $" ({error})" : "")}";
    }
}
