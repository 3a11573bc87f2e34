using System.Globalization;
using Offtrail.Anomalies;
using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>Reads a job's events from the lake, counted by scope, bucket and value: one SQL aggregate.</summary>
public static class Datafeed
{
    /// <summary>The values of the job's by field, ordered by scope, bucket and value.</summary>
    /// <param name="reader">The engine.</param>
    /// <param name="segments">The segments of the lake; those out of range are left out.</param>
    /// <param name="job">The job.</param>
    /// <param name="toMicros">Events before this time only, microseconds since 1970 UTC.</param>
    public static IEnumerable<BucketValue> Read(LakeReader reader, IReadOnlyList<Segment> segments, JobDefinition job, long toMicros)
    {
        var within = segments.Where(s => s.FirstMicros < toMicros).ToArray();
        if (within.Length == 0) yield break;
        foreach (var row in reader.Query(Query(reader, within, job, toMicros)))
        {
            yield return new BucketValue(row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5));
        }
    }

    private static string Query(LakeReader reader, IEnumerable<Segment> segments, JobDefinition job, long toMicros)
    {
        var by = Sql.Name(job.Detector.ByField);
        var span = job.BucketSpan.Ticks / TimeSpan.TicksPerMicrosecond;
        return string.Create(CultureInfo.InvariantCulture, $"""
            SELECT account, t - t % {span} AS bucket, value, count(*) AS n, min(t) AS first, max(t) AS last
            FROM (SELECT {Sql.Name(EventColumn.Account.Name())} AS account, epoch_us({Sql.Name(EventColumns.Timestamp)}) AS t, {by} AS value FROM {reader.From(segments)} WHERE {by} IS NOT NULL)
            WHERE t < {toMicros}
            GROUP BY account, bucket, value
            ORDER BY account COLLATE "binary", bucket, value COLLATE "binary"
            """);
    }
}
