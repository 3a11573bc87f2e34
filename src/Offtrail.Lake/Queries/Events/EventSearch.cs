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
    private const int RowsAtOnce = 2000;
    private const int MostAtOnce = 10_000; // with a higher limit it goes day by day

    /// <summary>The events that meet a filter.</summary>
    /// <param name="reader">The engine.</param>
    /// <param name="segments">The segments of the lake; those out of range are left out.</param>
    /// <param name="filter">What they have to meet.</param>
    /// <param name="during">When; a wide one is <see cref="long.MinValue"/> to <see cref="long.MaxValue"/>.</param>
    /// <param name="limit">How many at most; <see cref="long.MaxValue"/> for all.</param>
    /// <returns>One object, filled anew for each event.</returns>
    public static IEnumerable<FoundEvent> Newest(LakeReader reader, IReadOnlyList<Segment> segments, Filter filter, During during, long limit)
    {
        var within = segments.Where(s => s.FirstMicros < during.To && s.LastMicros >= during.From).ToList();
        var where = FilterSql.Of(during.And(filter));
        var found = new FoundEvent();
        foreach (var part in limit <= MostAtOnce ? [within] : within.GroupBy(s => s.Day).OrderByDescending(d => d.Key).Select(d => d.ToList()))
        {
            if (limit <= 0 || part.Count == 0) yield break;
            foreach (var rows in Rows(reader, part, where, limit).Chunk(RowsAtOnce))
            {
                foreach (var row in reader.Query(Records(reader, part, rows)))
                {
                    found.TimeMicros = row.GetInt64(0);
                    found.Record = row.GetString(1);
                    for (var i = 0; i < EventColumns.Count; i++) found[(EventColumn)i] = row.IsDBNull(i + 2) ? null : row.GetString(i + 2);
                    limit--;
                    yield return found;
                }
            }
        }
    }

    /// <summary>The rows, newest first: the segment's number and the row's in it.</summary>
    private static List<(int Segment, long Row)> Rows(LakeReader reader, List<Segment> segments, string where, long limit)
    {
        var numbers = segments.Select((s, i) => (reader.PathOf(s), i)).ToDictionary(p => p.Item1, p => p.i, StringComparer.Ordinal);
        return [.. reader.Query(string.Create(CultureInfo.InvariantCulture, $"""
            SELECT filename, file_row_number FROM {reader.From(segments, withRows: true)} WHERE {where}
            ORDER BY {Order} LIMIT {limit}
            """)).Select(r => (numbers[r.GetString(0)], r.GetInt64(1)))];
    }

    private static string Records(LakeReader reader, List<Segment> segments, (int Segment, long Row)[] rows)
    {
        var bySegment = rows.GroupBy(r => r.Segment).ToList();
        var which = bySegment.Select(g => $"(filename = '{Sql.Text(reader.PathOf(segments[g.Key]))}' AND file_row_number IN ({string.Join(',', g.Select(r => r.Row.ToString(CultureInfo.InvariantCulture)))}))");
        return $"""
            SELECT epoch_us({Sql.Name(EventColumns.Timestamp)}), {Sql.Record}, {string.Join(", ", EventColumns.Names.Select(Sql.Name))}
            FROM {reader.From(bySegment.Select(g => segments[g.Key]), withRows: true)} WHERE {string.Join(" OR ", which)}
            ORDER BY {Order}
            """;
    }

    private static string Order => $"{Sql.Name(EventColumns.Timestamp)} DESC, {Sql.Name(EventColumn.EventId.Name())}";
}
