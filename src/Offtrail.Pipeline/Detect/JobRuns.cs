using Offtrail.Anomalies;
using Offtrail.Lake;

namespace Offtrail.Pipeline;

/// <summary>Runs jobs over the whole lake, those whose signs add up on an entity with the entity's.</summary>
internal sealed class JobRuns
{
    private readonly Dictionary<string, List<AnomalyRecord>> _records = new(StringComparer.Ordinal);

    private JobRuns()
    {
    }

    /// <summary>Runs jobs, and the parts of those that have an entity.</summary>
    /// <param name="reader">The engine.</param>
    /// <param name="segments">The segments of the lake.</param>
    /// <param name="toMicros">Events before this time only, microseconds since 1970 UTC.</param>
    /// <param name="jobs">The jobs.</param>
    /// <param name="jobOf">Finds a job by its id.</param>
    /// <exception cref="DefinitionException">An entity's part is no job that can give signs.</exception>
    public static JobRuns Of(LakeReader reader, IReadOnlyList<Segment> segments, long toMicros, IEnumerable<JobDefinition> jobs, Func<string, JobDefinition> jobOf)
    {
        var runs = new JobRuns();
        var all = jobs.ToDictionary(j => j.Id, StringComparer.Ordinal);
        foreach (var entity in all.Values.Where(j => j.Entity is not null).ToArray())
            foreach (var part in entity.Entity!.Parts) all.TryAdd(part.JobId, Part(entity, jobOf(part.JobId)));
        var signs = all.Values.SelectMany(j => j.Entity?.Parts ?? []).Select(p => p.JobId).Distinct().ToDictionary(id => id, _ => new List<Sign>(), StringComparer.Ordinal);
        foreach (var job in all.Values.OrderBy(j => j.Entity is not null).ThenBy(j => j.Id, StringComparer.Ordinal)) // an entity comes behind the signs of its parts
        {
            Feed[] feeds = job.Entity is null ? [.. job.Detectors.Select(d => new Feed(job, d))] : [new Feed(job, null)];
            runs._records.Add(job.Id, [.. feeds.SelectMany(f => Records(f, Datafeed.Read(reader, segments, f, toMicros)))]);
        }

        return runs;

        IEnumerable<AnomalyRecord> Records(Feed feed, IEnumerable<BucketValue> values)
        {
            if (feed.Detector is not { } detector)
                return EntityDetector.Run(feed.Job, [.. feed.Job.Entity!.Parts.Select(p => (all[p.JobId].Detectors[0].ByField, (IReadOnlyList<Sign>)signs[p.JobId]))], values);
            Action<Sign>? sign = signs.TryGetValue(feed.Job.Id, out var list) ? list.Add : null;
            return detector switch
            {
                { IsMetric: true } => MetricDetector.Run(feed.Job, detector, values),
                { IsTime: true } => TimeDetector.Run(feed.Job, detector, values, sign),
                { PartitionField: null } => RareDetector.Run(feed.Job, detector, values),
                _ => NoveltyDetector.Run(feed.Job, detector, values, sign),
            };
        }
    }

    /// <summary>The records of a job that was run.</summary>
    public IReadOnlyList<AnomalyRecord> Records(JobDefinition job) => _records[job.Id];

    private static JobDefinition Part(JobDefinition job, JobDefinition part) =>
        part.Detectors is [{ IsMetric: false } detector] && detector.PartitionField == job.Entity!.Field && part.BucketSpan == job.BucketSpan && part.Scope == job.Scope && part.Filter == job.Filter
            ? part
            : throw new DefinitionException($"job {job.Id}: part {part.Id} must have one detector of rare or of time, partitioned by {job.Entity!.Field}, and the same bucket_span, scope and filter");
}
