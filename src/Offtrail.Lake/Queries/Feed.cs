using Offtrail.Anomalies;

namespace Offtrail.Lake;

/// <summary>What is asked of a datafeed: the values of a detector, or the active buckets of an entity.</summary>
/// <param name="Job">The job.</param>
/// <param name="Detector">One of its detectors; null for the activity of its entity.</param>
public sealed record Feed(JobDefinition Job, Detector? Detector)
{
    /// <summary>Feeds of the same group can be read in one scan.</summary>
    internal (JobScope Scope, TimeSpan Span, string? Filter) Group => (Job.Scope, Job.BucketSpan, Job.Filter);

    /// <summary>The partition in SQL; null without one.</summary>
    internal string? Partition => Detector is null ? Sql.Name(Job.Entity!.Field) : Detector.PartitionField is { } partition ? Sql.Name(partition) : null;

    /// <summary>
    /// The value in SQL; null when there is none to read. With partitions, the events without a value are counted too, under
    /// the empty value: they show that the partition is active.
    /// </summary>
    internal string? Value
    {
        get
        {
            if (Detector is null) return null;
            var value = Detector.ByValues is { } values
                ? $"CASE WHEN {FilterSql.Of(new AnyOf([.. values.Select(v => FilterText.Value(Detector.ByField, v))]))} THEN {Sql.Name(Detector.ByField)} END"
                : Sql.Name(Detector.ByField);
            return Detector.PartitionField is null ? value : $"coalesce({value}, '')";
        }
    }
}
