using Offtrail.Anomalies;

namespace Offtrail.Rules;

/// <summary>Takes together what is one finding: a stolen key that tries thirty calls is one thing to look at, not thirty.</summary>
internal static class Findings
{
    /// <summary>One record a finding, in the order in which they came: the most unusual, which names the values of the others and covers their events.</summary>
    public static IEnumerable<AnomalyRecord> Of(IReadOnlyCollection<AnomalyRecord> records) =>
        records.Any(r => r.MayShareFinding) ? records.GroupBy(r => r.Finding, StringComparer.Ordinal).Select(Together) : records;

    private static AnomalyRecord Together(IGrouping<string, AnomalyRecord> finding)
    {
        var ordered = finding.OrderByDescending(r => r.Score).ThenBy(r => r.ByValue, StringComparer.Ordinal).ToArray();
        return ordered.Length == 1 ? ordered[0] : ordered[0] with
        {
            OtherValues = [.. ordered.Skip(1).Select(r => r.ByValue)],
            EventCount = ordered.Sum(r => r.EventCount),
            FirstEvent = ordered.Min(r => r.FirstEvent),
            CompleteAt = ordered[0].FirstEvent,
            LastEvent = ordered.Max(r => r.LastEvent),
        };
    }
}
