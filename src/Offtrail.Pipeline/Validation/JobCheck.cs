using System.Globalization;
using Offtrail.Anomalies;
using Offtrail.Lake;

namespace Offtrail.Pipeline;

/// <summary>Looks at a job beside the lake and tells what a user would learn too late: a field that is never there, too many values, too short a history.</summary>
public static class JobCheck
{
    private const long ManyValues = 50_000;

    /// <summary>Warnings, as sentences; none when all is well.</summary>
    public static IReadOnlyList<string> Warnings(LakeReader reader, IReadOnlyList<Segment> segments, JobDefinition job)
    {
        var warnings = new List<string>();
        if (segments.Count == 0) return ["the lake is empty: there is nothing to learn from"];
        foreach (var field in Fields(job))
        {
            var (events, with, values) = FieldCount.Of(reader, segments, job, field);
            if (events == 0) warnings.Add($"no event passes the filter {job.Filter}");
            else if (with == 0) warnings.Add($"no event has {field}{(IsPlace(field) ? "; it comes from a database that --geo names when events are read, or geo in offtrail.yaml" : "")}");
            else if (values > ManyValues) warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{field} has about {values:N0} different values: new ones are daily bread, and memory grows with them; choose a coarser field"));
        }

        foreach (var account in segments.GroupBy(s => s.Account, StringComparer.Ordinal))
        {
            var days = (account.Max(s => s.LastMicros) - account.Min(s => s.FirstMicros)) / 86_400_000_000.0;
            if (days < job.LearningTime.TotalDays) warnings.Add(string.Create(CultureInfo.InvariantCulture, $"account {account.Key} has {days:0.#} days of history; it is learned for {Durations.Text(job.LearningTime)} before it raises anything"));
        }

        return warnings.Distinct().ToArray();
    }

    private static IEnumerable<string> Fields(JobDefinition job) => job.Entity is { } entity
        ? [entity.Field]
        : job.Detectors.SelectMany(d => d.Fields).Concat(job.Influencers).Where(f => f.Length > 0).Distinct();

    private static bool IsPlace(string field) => field.StartsWith("source.geo.", StringComparison.Ordinal) || field.StartsWith("source.as.", StringComparison.Ordinal);
}
