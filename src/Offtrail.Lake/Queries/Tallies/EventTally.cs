using System.Globalization;
using DuckDB.NET.Data;
using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>Counts events by several sets of columns in one scan, with the time of the first and of the last event of each count, and their ids when a set asks for them.</summary>
public static class EventTally
{
    /// <summary>Added to times, so that as text they all have 18 digits and order as numbers do.</summary>
    private const long Lift = 100_000_000_000_000_000;

    private const int Digits = 18;

    /// <summary>The counts, in the order of the sets.</summary>
    /// <param name="reader">The engine.</param>
    /// <param name="segments">The segments of the lake; those out of range are left out.</param>
    /// <param name="filter">What the events have to meet.</param>
    /// <param name="during">When.</param>
    /// <param name="limit">How many rows of a set at most.</param>
    /// <param name="sets">What to count by. No two may be the same.</param>
    public static IReadOnlyList<Tally> By(LakeReader reader, IReadOnlyList<Segment> segments, Filter filter, During during, int limit, params IReadOnlyList<TallySet> sets)
    {
        var within = segments.Where(s => s.FirstMicros < during.To && s.LastMicros >= during.From).ToArray();
        if (within.Length == 0) return [.. sets.Select(_ => Tally.Empty)];
        EventColumn[] columns = [.. sets.SelectMany(s => s.Columns).Distinct()];
        TimeSpan[] buckets = [.. sets.Where(s => s.Bucket is not null).Select(s => s.Bucket!.Value).Distinct()];
        var masks = sets.Select(s => Mask(s, columns, buckets)).ToList();
        if (masks.Distinct().Count() != sets.Count) throw new ArgumentException("two sets are the same", nameof(sets));
        var rows = sets.Select(_ => new List<TallyRow>()).ToArray();
        var groups = new long[sets.Count];
        var withIds = sets.Any(s => s.WithIds);
        foreach (var row in reader.Query(Query(reader.From(within, filter, during), limit, columns, buckets, sets)))
        {
            var set = masks.IndexOf(row.GetInt64(0));
            groups[set] = row.GetInt64(1);
            string?[] values = [.. sets[set].Columns.Select(c => Array.IndexOf(columns, c) + 6).Select(i => row.IsDBNull(i) ? null : row.GetString(i))];
            var bucket = sets[set].Bucket is { } span ? row.GetInt64(6 + columns.Length + Array.IndexOf(buckets, span)) : 0;
            rows[set].Add(new TallyRow(values, bucket, row.GetInt64(2), row.GetInt64(3), Mark(row, 4, withIds), Mark(row, 5, withIds)));
        }

        return [.. rows.Zip(groups, (r, g) => new Tally(r, g))];
    }

    /// <summary>One scan; <c>GROUPING</c> tells a set by the bits of the columns that it has not.</summary>
    private static string Query(string events, int limit, EventColumn[] columns, TimeSpan[] buckets, IReadOnlyList<TallySet> sets)
    {
        var time = $"epoch_us({Sql.Name(EventColumns.Timestamp)})";
        string[] names = [.. columns.Select((_, i) => Column(i)), .. buckets.Select((_, i) => Bucket(i))];
        string[] sources = [.. columns.Select((c, i) => $"{Sql.Name(c.Name())} AS {Column(i)}"), .. buckets.Select((b, i) => string.Create(CultureInfo.InvariantCulture, $"{time} - {time} % {b.Ticks / TimeSpan.TicksPerMicrosecond} AS {Bucket(i)}"))];
        var grouping = string.Join(", ", sets.Select(s => $"({string.Join(", ", s.Columns.Select(c => Column(Array.IndexOf(columns, c))).Concat(s.Bucket is { } b ? [Bucket(Array.IndexOf(buckets, b))] : []))})"));
        var ordered = string.Concat(names.Select(n => n[0] == 'c' ? $", {n} COLLATE \"binary\" NULLS LAST" : $", {n}"));
        var mark = sets.Any(s => s.WithIds) ? $"({time} + {Lift})::VARCHAR || {Sql.Name(EventColumn.EventId.Name())}" : time; // as text, the order of times is kept and ids decide between the same
        var all = names.Length == 0 ? "" : ", " + string.Join(", ", names);
        return string.Create(CultureInfo.InvariantCulture, $"""
            SELECT kind, count(*) OVER (PARTITION BY kind), n, failed, first, last{all} FROM (
              SELECT {(names.Length == 0 ? "0" : $"grouping({string.Join(", ", names)})")}::BIGINT AS kind, count(*) AS n, count(*) FILTER (failure) AS failed, min(mark) AS first, max(mark) AS last{all}
              FROM (SELECT {string.Concat(sources.Select(s => s + ", "))}{Sql.Name(EventColumn.Outcome.Name())} = 'failure' AS failure, {mark} AS mark FROM {events})
              GROUP BY {(names.Length == 0 ? "()" : $"GROUPING SETS ({grouping})")} HAVING count(*) > 0)
            QUALIFY row_number() OVER (PARTITION BY kind ORDER BY n DESC{ordered}) <= {limit}
            ORDER BY kind, n DESC{ordered}
            """);
    }

    private static long Mask(TallySet set, EventColumn[] columns, TimeSpan[] buckets)
    {
        long mask = 0;
        foreach (var column in columns) mask = (mask << 1) | (set.Columns.Contains(column) ? 0L : 1L);
        foreach (var bucket in buckets) mask = (mask << 1) | (set.Bucket == bucket ? 0L : 1L);
        return mask;
    }

    private static EventMark Mark(DuckDBDataReader row, int column, bool withIds)
    {
        if (!withIds) return new EventMark(row.GetInt64(column), "");
        var text = row.GetString(column);
        return new EventMark(long.Parse(text.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture) - Lift, text[Digits..]);
    }

    private static string Column(int i) => string.Create(CultureInfo.InvariantCulture, $"c{i}");

    private static string Bucket(int i) => string.Create(CultureInfo.InvariantCulture, $"b{i}");
}
