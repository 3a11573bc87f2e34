using System.Globalization;
using Offtrail.Anomalies;
using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>Reads a feed from the lake, counted by scope, bucket, partition and value: one SQL aggregate.</summary>
/// <remarks>
/// One query a feed. Several feeds with a grouping set each in one scan took a third less time on many small segments, but
/// the engine holds all of their groups in memory at once and does not spill them: half a million events were too many.
/// </remarks>
public static class Datafeed
{
    /// <summary>The values of a feed, ordered by scope, bucket, partition and value (by their bytes).</summary>
    /// <param name="reader">The engine.</param>
    /// <param name="segments">The segments of the lake; those out of range are left out.</param>
    /// <param name="feed">What is asked for.</param>
    /// <param name="fromMicros">Events from this time on only, microseconds since 1970 UTC; the start of a bucket.</param>
    /// <param name="toMicros">Events before this time only, microseconds.</param>
    public static IEnumerable<BucketValue> Read(LakeReader reader, IReadOnlyList<Segment> segments, Feed feed, long fromMicros, long toMicros)
    {
        var within = segments.Where(s => s.FirstMicros < toMicros && s.LastMicros >= fromMicros).ToArray();
        if (within.Length == 0) yield break;
        foreach (var row in reader.Query(Query(reader, within, feed, fromMicros, toMicros)))
            yield return new BucketValue(row.GetString(0), row.GetInt64(1), row.GetString(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6)) { Partition = row.GetString(2), Number = row.GetDouble(7) };
    }

    /// <summary>The scope of an event in SQL.</summary>
    internal static string Scope(JobDefinition job) => job.Scope == JobScope.Organization ? $"'{BucketValue.Everywhere}'" : Sql.Name(EventColumn.Account.Name());

    /// <summary>The job's filter in SQL.</summary>
    internal static string Where(JobDefinition job) => job.Filter is null ? "true" : FilterSql.Of(FilterText.Parse(job.Filter));

    private static string Query(LakeReader reader, Segment[] segments, Feed feed, long fromMicros, long toMicros)
    {
        var span = feed.Job.BucketSpan.Ticks / TimeSpan.TicksPerMicrosecond;
        var counted = string.Create(CultureInfo.InvariantCulture, $"""
            SELECT scope, t - t % {span} AS bucket, partition, value, count(*) AS n, min(t) AS first, max(t) AS last, ({feed.Number ?? "0"})::DOUBLE AS figure
            FROM (
              SELECT {Scope(feed.Job)} AS scope, epoch_us({Sql.Name(EventColumns.Timestamp)}) AS t, {feed.NumberOf ?? "NULL"} AS x, {feed.Partition ?? "''"} AS partition, {feed.Value ?? "''"} AS value
              FROM {reader.From(segments)} WHERE {Where(feed.Job)})
            WHERE t >= {fromMicros} AND t < {toMicros} AND partition IS NOT NULL AND value IS NOT NULL
            GROUP BY scope, bucket, partition, value
            """);
        if (feed.Listed is { } listed)
            counted = $"""
                SELECT scope, bucket, partition, listed AS value, sum(n)::BIGINT AS n, min(first) AS first, max(last) AS last, 0::DOUBLE AS figure
                FROM (SELECT *, {listed} AS listed FROM (SELECT *, value AS {Sql.Name(feed.Detector!.ByField)} FROM ({counted})))
                WHERE listed IS NOT NULL GROUP BY scope, bucket, partition, listed
                """;
        return $"""
            SELECT * FROM ({counted}) WHERE figure IS NOT NULL
            ORDER BY scope COLLATE "binary", bucket, partition COLLATE "binary", value COLLATE "binary"
            """;
    }
}
