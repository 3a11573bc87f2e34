using System.Globalization;
using Offtrail.Anomalies;
using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>
/// Reads jobs' events from the lake, counted by scope, bucket, partition and value. Jobs with the same scope, bucket span and
/// filter share one SQL aggregate with a grouping set each: the segments are read once for all of them.
/// </summary>
public static class Datafeed
{
    /// <summary>The values of one feed, ordered by scope, bucket, partition and value (by their bytes).</summary>
    /// <param name="reader">The engine.</param>
    /// <param name="segments">The segments of the lake; those out of range are left out.</param>
    /// <param name="feed">What is asked for.</param>
    /// <param name="toMicros">Events before this time only, microseconds since 1970 UTC.</param>
    public static IEnumerable<BucketValue> Read(LakeReader reader, IReadOnlyList<Segment> segments, Feed feed, long toMicros)
    {
        List<BucketValue> values = [];
        Read(reader, segments, [feed], toMicros, (_, rows) => values.AddRange(rows));
        return values;
    }

    /// <summary>Reads several feeds, each as one stream. Memory: the engine's bound; rows are not kept.</summary>
    /// <param name="reader">The engine.</param>
    /// <param name="segments">The segments of the lake; those out of range are left out.</param>
    /// <param name="feeds">What is asked for.</param>
    /// <param name="toMicros">Events before this time only, microseconds since 1970 UTC.</param>
    /// <param name="take">Takes the number of a feed and its values, once for each feed; the values are gone when it returns.</param>
    public static void Read(LakeReader reader, IReadOnlyList<Segment> segments, IReadOnlyList<Feed> feeds, long toMicros, Action<int, IEnumerable<BucketValue>> take)
    {
        var within = segments.Where(s => s.FirstMicros < toMicros).ToArray();
        foreach (var group in feeds.Select((feed, number) => (feed, number)).GroupBy(f => f.feed.Group))
        {
            var asked = group.ToArray();
            using var rows = within.Length == 0 ? Enumerable.Empty<(int Set, BucketValue)>().GetEnumerator() : Rows(reader, within, [.. asked.Select(f => f.feed)], toMicros).GetEnumerator();
            var more = rows.MoveNext();
            for (var set = 0; set < asked.Length; set++)
            {
                take(asked[set].number, OfSet(set));
                foreach (var _ in OfSet(set)) { } // what the taker left
            }

            IEnumerable<BucketValue> OfSet(int set)
            {
                while (more && rows.Current.Set == set)
                {
                    yield return rows.Current.Item2;
                    more = rows.MoveNext();
                }
            }
        }
    }

    /// <summary>The scope of an event in SQL.</summary>
    internal static string Scope(JobDefinition job) => job.Scope == JobScope.Organization ? $"'{BucketValue.Everywhere}'" : Sql.Name(EventColumn.Account.Name());

    /// <summary>The job's filter in SQL.</summary>
    internal static string Where(JobDefinition job) => job.Filter is null ? "true" : FilterSql.Of(FilterText.Parse(job.Filter));

    private static IEnumerable<(int Set, BucketValue)> Rows(LakeReader reader, Segment[] segments, Feed[] feeds, long toMicros)
    {
        foreach (var row in reader.Query(Query(reader, segments, feeds, toMicros)))
            yield return (row.GetInt32(0), new BucketValue(row.GetString(1), row.GetInt64(2), row.GetString(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7)) { Partition = row.GetString(3), Number = row.GetDouble(8) });
    }

    private static string Query(LakeReader reader, Segment[] segments, Feed[] feeds, long toMicros)
    {
        string[] columns = [.. feeds.SelectMany(f => new[] { f.Partition, f.Value }).OfType<string>().Distinct(StringComparer.Ordinal)];
        string Name(string? column) => column is null ? "''" : $"c{Array.IndexOf(columns, column)}";
        string[] Of(Feed feed) => [.. new[] { feed.Partition, feed.Value }.OfType<string>().Select(Name).Distinct(StringComparer.Ordinal)];
        string[] names = [.. columns.Select(Name)];
        string Grouping(Feed feed) => names.Aggregate(0L, (bits, name) => (bits << 1) | (Of(feed).Contains(name) ? 0L : 1L)).ToString(CultureInfo.InvariantCulture); // as GROUPING: 1 for what a set has not
        string Case(Func<Feed, string> of) => $"CASE g {string.Concat(feeds.DistinctBy(Grouping).Select(f => $"WHEN {Grouping(f)} THEN {of(f)} "))}END";
        var sets = feeds.DistinctBy(Grouping).Select(f => $"({string.Join(", ", ["scope", "bucket", .. Of(f)])})");
        var number = feeds[0].Number ?? "0";
        var span = feeds[0].Job.BucketSpan.Ticks / TimeSpan.TicksPerMicrosecond;
        var numbers = string.Join(", ", feeds.Select((f, i) => $"({i}, {Grouping(f)})"));
        return string.Create(CultureInfo.InvariantCulture, $"""
            SELECT feed.number, scope, bucket, partition, value, n, first, last, figure
            FROM (
              SELECT g, scope, bucket, {Case(f => Name(f.Partition))} AS partition, {Case(f => Name(f.Value))} AS value, n, first, last, figure
              FROM (
                SELECT {(names.Length > 0 ? $"grouping({string.Join(", ", names)})" : "0")} AS g, {string.Join(", ", ["scope", "bucket", .. names])}, count(*) AS n, min(t) AS first, max(t) AS last, ({number})::DOUBLE AS figure
                FROM (SELECT *, t - t % {span} AS bucket FROM (
                  SELECT {Scope(feeds[0].Job)} AS scope, epoch_us({Sql.Name(EventColumns.Timestamp)}) AS t, {feeds[0].NumberOf ?? "NULL"} AS x{string.Concat(columns.Select((c, i) => $", {c} AS {names[i]}"))}
                  FROM {reader.From(segments)} WHERE {Where(feeds[0].Job)}) WHERE t < {toMicros})
                GROUP BY GROUPING SETS ({string.Join(", ", sets)}))
              WHERE partition IS NOT NULL AND value IS NOT NULL AND figure IS NOT NULL)
            JOIN (VALUES {numbers}) AS feed(number, grouping) ON feed.grouping = g
            ORDER BY feed.number, scope COLLATE "binary", bucket, partition COLLATE "binary", value COLLATE "binary"
            """);
    }
}
