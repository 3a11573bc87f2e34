using System.Globalization;
using Offtrail.Anomalies;
using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>Reads a job's events from the lake, counted by scope, bucket, partition and value: one SQL aggregate a detector.</summary>
public static class Datafeed
{
    /// <summary>The values of a detector's by field, ordered by scope, bucket, partition and value.</summary>
    /// <param name="reader">The engine.</param>
    /// <param name="segments">The segments of the lake; those out of range are left out.</param>
    /// <param name="job">The job.</param>
    /// <param name="detector">One of its detectors.</param>
    /// <param name="toMicros">Events before this time only, microseconds since 1970 UTC.</param>
    /// <remarks>With partitions, the events without a value are counted too, under the empty value: they show that the partition is active.</remarks>
    public static IEnumerable<BucketValue> Read(LakeReader reader, IReadOnlyList<Segment> segments, JobDefinition job, Detector detector, long toMicros)
    {
        var value = detector.ByValues is { } values
            ? $"CASE WHEN {FilterSql.Of(new AnyOf([.. values.Select(v => FilterText.Value(detector.ByField, v))]))} THEN {Sql.Name(detector.ByField)} END"
            : Sql.Name(detector.ByField);
        return detector.PartitionField is { } partition
            ? Rows(reader, segments, job, Sql.Name(partition), $"coalesce({value}, '')", "partition IS NOT NULL", toMicros)
            : Rows(reader, segments, job, "''", value, "value IS NOT NULL", toMicros);
    }

    /// <summary>The active buckets of each value of a field, as partitions without values, ordered by scope, bucket and partition.</summary>
    public static IEnumerable<BucketValue> Activity(LakeReader reader, IReadOnlyList<Segment> segments, JobDefinition job, string field, long toMicros) =>
        Rows(reader, segments, job, Sql.Name(field), "''", "partition IS NOT NULL", toMicros);

    /// <summary>The scope of an event in SQL.</summary>
    internal static string Scope(JobDefinition job) => job.Scope == JobScope.Organization ? $"'{BucketValue.Everywhere}'" : Sql.Name(EventColumn.Account.Name());

    /// <summary>The job's filter in SQL.</summary>
    internal static string Where(JobDefinition job) => job.Filter is null ? "true" : FilterSql.Of(FilterText.Parse(job.Filter));

    private static IEnumerable<BucketValue> Rows(LakeReader reader, IReadOnlyList<Segment> segments, JobDefinition job, string partition, string value, string present, long toMicros)
    {
        var within = segments.Where(s => s.FirstMicros < toMicros).ToArray();
        if (within.Length == 0) yield break;
        var span = job.BucketSpan.Ticks / TimeSpan.TicksPerMicrosecond;
        var sql = string.Create(CultureInfo.InvariantCulture, $"""
            SELECT scope, t - t % {span} AS bucket, partition, value, count(*) AS n, min(t) AS first, max(t) AS last
            FROM (SELECT {Scope(job)} AS scope, epoch_us({Sql.Name(EventColumns.Timestamp)}) AS t, {partition} AS partition, {value} AS value FROM {reader.From(within)} WHERE {Where(job)})
            WHERE t < {toMicros} AND {present}
            GROUP BY scope, bucket, partition, value
            ORDER BY scope COLLATE "binary", bucket, partition COLLATE "binary", value COLLATE "binary"
            """);
        foreach (var row in reader.Query(sql))
            yield return new BucketValue(row.GetString(0), row.GetInt64(1), row.GetString(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6)) { Partition = row.GetString(2) };
    }
}
