using Offtrail.Anomalies;
using Offtrail.Lake;

namespace Offtrail.Pipeline;

/// <summary>Runs jobs over the whole lake. Jobs whose signs add up on an entity run once, whoever asks for them first.</summary>
/// <param name="reader">The engine.</param>
/// <param name="segments">The segments of the lake.</param>
/// <param name="toMicros">Events before this time only, microseconds since 1970 UTC.</param>
/// <param name="jobOf">Finds a job by its id.</param>
internal sealed class JobRuns(LakeReader reader, IReadOnlyList<Segment> segments, long toMicros, Func<string, JobDefinition> jobOf)
{
    private readonly Dictionary<string, List<AnomalyRecord>> _records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Sign>> _signs = new(StringComparer.Ordinal);

    /// <summary>The records of a job.</summary>
    /// <exception cref="DefinitionException">An entity's part is no job that can give signs.</exception>
    public IReadOnlyList<AnomalyRecord> Records(JobDefinition job)
    {
        if (!_records.TryGetValue(job.Id, out var records)) _records.Add(job.Id, records = job.Entity is { } entity ? OfEntity(job, entity) : OfDetectors(job));
        return records;
    }

    private List<AnomalyRecord> OfDetectors(JobDefinition job)
    {
        var signs = new List<Sign>();
        var records = new List<AnomalyRecord>();
        foreach (var detector in job.Detectors)
        {
            var values = Datafeed.Read(reader, segments, job, detector, toMicros);
            records.AddRange(detector.PartitionField is null ? RareDetector.Run(job, detector, values) : NoveltyDetector.Run(job, detector, values, signs.Add));
        }

        _signs[job.Id] = signs;
        return records;
    }

    private List<AnomalyRecord> OfEntity(JobDefinition job, EntityDefinition entity)
    {
        var parts = new List<(string Field, IReadOnlyList<Sign> Signs)>();
        foreach (var part in entity.Parts)
        {
            var partJob = jobOf(part.JobId);
            if (partJob.Detectors is not [{ } detector] || detector.PartitionField != entity.Field || partJob.BucketSpan != job.BucketSpan || partJob.Scope != job.Scope)
                throw new DefinitionException($"job {job.Id}: part {part.JobId} must have one detector partitioned by {entity.Field}, and the same bucket_span and scope");
            Records(partJob);
            parts.Add((detector.ByField, _signs[partJob.Id]));
        }

        return [.. EntityDetector.Run(job, parts, Datafeed.Activity(reader, segments, job, entity.Field, toMicros))];
    }
}
