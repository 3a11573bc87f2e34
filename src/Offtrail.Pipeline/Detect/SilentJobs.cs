using Offtrail.Anomalies;

namespace Offtrail.Pipeline;

/// <summary>Says which jobs found nothing at all, not even something usual, and what is likely missing.</summary>
internal static class SilentJobs
{
    /// <summary>One sentence for all jobs that lack a database of places, one for all others.</summary>
    public static IEnumerable<string> Warnings(IReadOnlyList<JobDefinition> silent)
    {
        var placeless = silent.Where(j => Fields(j).Any(IsPlace)).ToArray();
        if (placeless.Length > 0)
            yield return $"{Named(placeless)}: no event has {string.Join(" or ", placeless.SelectMany(Fields).Where(IsPlace).Distinct())}; it comes from a database that --geo names when events are read, or geo in offtrail.yaml";
        var others = silent.Except(placeless).ToArray();
        if (others.Length > 0) yield return $"{Named(others)}: no anomaly of any score; the trail may lack what {(others.Length == 1 ? "it looks" : "they look")} at";
    }

    private static string Named(JobDefinition[] jobs) => $"{(jobs.Length == 1 ? "job" : "jobs")} {string.Join(", ", jobs.Select(j => j.Id))}";

    private static IEnumerable<string> Fields(JobDefinition job) => job.Detectors.SelectMany(d => d.Fields);

    private static bool IsPlace(string field) => field.StartsWith("source.geo.", StringComparison.Ordinal) || field.StartsWith("source.as.", StringComparison.Ordinal);
}
