using System.Globalization;
using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>
/// Finds events, newest first, in two steps: first which rows of which segments they are, from the filter's columns alone;
/// then those rows with their records, some thousand at a time. So a search reads hardly any record that it does not show,
/// and never holds more than it shows next.
/// </summary>
public static class EventSearch
{
    private const int FewAtOnce = 2000;
    private const int ManyAtOnce = 20_000; // each time all of the day's segments are looked through again
    private const int MostAtOnce = 10_000; // with a higher limit it goes day by day

    /// <summary>The events that meet a filter.</summary>
    /// <param name="reader">The engine.</param>
    /// <param name="segments">The segments of the lake; those out of range are left out.</param>
    /// <param name="filter">What they have to meet.</param>
    /// <param name="during">When; a wide one is <see cref="long.MinValue"/> to <see cref="long.MaxValue"/>.</param>
    /// <param name="limit">How many at most; <see cref="long.MaxValue"/> for all.</param>
    /// <param name="columns">Which columns are wanted; the others stay null. Reading the values of all takes longer than all the rest.</param>
    /// <returns>One object, filled anew for each event.</returns>
    public static IEnumerable<FoundEvent> Newest(LakeReader reader, IReadOnlyList<Segment> segments, Filter filter, During during, long limit, IReadOnlyList<EventColumn> columns)
    {
        var within = segments.Where(s => s.FirstMicros < during.To && s.LastMicros >= during.From).ToList();
        var where = FilterSql.Of(during.And(filter));
        var found = new FoundEvent();
        foreach (var part in limit <= MostAtOnce ? [within] : within.GroupBy(s => s.Day).OrderByDescending(d => d.Key).Select(d => d.ToList()))
        {
            if (limit <= 0 || part.Count == 0) yield break;
            foreach (var rows in Rows(reader, part, where, limit).Chunk(limit <= MostAtOnce ? FewAtOnce : ManyAtOnce))
            {
                foreach (var row in reader.Query(Records(reader, part, rows, columns)))
                {
                    found.TimeMicros = row.GetInt64(0);
                    found.Record = row.GetString(1);
                    for (var i = 0; i < columns.Count; i++) found[columns[i]] = row.IsDBNull(i + 2) ? null : row.GetString(i + 2);
                    limit--;
                    yield return found;
                }
            }
        }
    }

    /// <summary>The rows, newest first: the segment's number, the row's in it, and its time.</summary>
    private static List<(int Segment, long Row, long Micros)> Rows(LakeReader reader, List<Segment> segments, string where, long limit)
    {
        var numbers = segments.Select((s, i) => (reader.PathOf(s), i)).ToDictionary(p => p.Item1, p => p.i, StringComparer.Ordinal);
        return [.. reader.Query(string.Create(CultureInfo.InvariantCulture, $"""
            SELECT filename, file_row_number, epoch_us({Sql.Name(EventColumns.Timestamp)}) FROM {reader.From(segments, withRows: true)} WHERE {where}
            ORDER BY {Order} LIMIT {limit}
            """)).Select(r => (numbers[r.GetString(0)], r.GetInt64(1), r.GetInt64(2)))];
    }

    private static string Records(LakeReader reader, List<Segment> segments, (int Segment, long Row, long Micros)[] rows, IReadOnlyList<EventColumn> columns)
    {
        var time = Sql.Name(EventColumns.Timestamp); // its range lets the engine pass over what lies outside, which row numbers do not
        var bySegment = rows.GroupBy(r => r.Segment).ToList();
        var which = bySegment.Select(g => $"(filename = '{Sql.Text(reader.PathOf(segments[g.Key]))}' AND file_row_number IN ({string.Join(',', g.Select(r => r.Row.ToString(CultureInfo.InvariantCulture)))}))");
        return $"""
            SELECT epoch_us({Sql.Name(EventColumns.Timestamp)}), {Sql.Record}{string.Concat(columns.Select(c => ", " + Sql.Name(c.Name())))}
            FROM {reader.From(bySegment.Select(g => segments[g.Key]), withRows: true)}
            WHERE {time} BETWEEN make_timestamp({rows[^1].Micros}) AND make_timestamp({rows[0].Micros}) AND ({string.Join(" OR ", which)})
            ORDER BY {Order}
            """;
    }

    private static string Order => $"{Sql.Name(EventColumns.Timestamp)} DESC, {Sql.Name(EventColumn.EventId.Name())}";
}
