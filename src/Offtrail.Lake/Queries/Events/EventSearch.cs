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
    private const long FirstRows = 500_000; // rows that are looked through before older days are

    /// <summary>The events that meet a filter.</summary>
    /// <param name="reader">The engine.</param>
    /// <param name="segments">The segments of the lake; those out of range are left out.</param>
    /// <param name="filter">What they have to meet.</param>
    /// <param name="during">When; a wide one is <see cref="long.MinValue"/> to <see cref="long.MaxValue"/>.</param>
    /// <param name="limit">How many at most; <see cref="long.MaxValue"/> for all.</param>
    /// <param name="columns">Which columns are wanted; the others stay null. Reading the values of all takes longer than all the rest.</param>
    /// <param name="withRecord">Whether the record itself is wanted, which is the largest part of an event; else it stays empty.</param>
    /// <returns>One object, filled anew for each event.</returns>
    public static IEnumerable<FoundEvent> Newest(LakeReader reader, IReadOnlyList<Segment> segments, Filter filter, During during, long limit, IReadOnlyList<EventColumn> columns, bool withRecord = true)
    {
        var within = segments.Where(s => s.FirstMicros < during.To && s.LastMicros >= during.From).ToList();
        var found = new FoundEvent();
        foreach (var part in Parts(within, limit <= MostAtOnce))
        {
            if (limit <= 0 || part.Count == 0) yield break;
            foreach (var rows in Rows(reader, part, filter, during, limit).Chunk(limit <= MostAtOnce ? FewAtOnce : ManyAtOnce))
            {
                foreach (var row in reader.Query(Records(reader, part, rows, columns, withRecord)))
                {
                    Fill(found, row, columns);
                    limit--;
                    yield return found;
                }
            }
        }
    }

    /// <summary>
    /// The events of several searches, newest first, each once with the numbers of the searches that found it. To find rows is cheap and to read records is
    /// not, so all records are read together.
    /// </summary>
    /// <param name="reader">The engine.</param>
    /// <param name="segments">The segments of the lake; those out of range are left out.</param>
    /// <param name="parts">The searches; together at most some thousand events.</param>
    /// <param name="columns">Which columns are wanted; the others stay null.</param>
    /// <returns>The event is one object, filled anew for each.</returns>
    public static IEnumerable<(FoundEvent Event, IReadOnlyList<int> Parts)> Several(LakeReader reader, IReadOnlyList<Segment> segments, IReadOnlyList<SearchPart> parts, IReadOnlyList<EventColumn> columns)
    {
        var all = segments.ToList();
        var found = new Dictionary<(string File, long Row), (int Segment, long Micros, List<int> Parts)>();
        for (var part = 0; part < parts.Count; part++)
        {
            var during = parts[part].During;
            var within = all.Where(s => s.FirstMicros < during.To && s.LastMicros >= during.From).ToList();
            if (within.Count == 0) continue;
            foreach (var (segment, row, micros) in Rows(reader, within, parts[part].Filter, during, parts[part].Limit))
            {
                var place = (reader.PathOf(within[segment]), row);
                if (!found.TryGetValue(place, out var entry)) found.Add(place, entry = (all.IndexOf(within[segment]), micros, []));
                entry.Parts.Add(part);
            }
        }

        var e = new FoundEvent();
        foreach (var rows in found.OrderByDescending(f => f.Value.Micros).Select(f => (f.Value.Segment, f.Key.Row, f.Value.Micros)).Chunk(FewAtOnce))
        {
            foreach (var row in reader.Query(Records(reader, all, rows, columns, withRecord: true)))
            {
                Fill(e, row, columns);
                yield return (e, found[(row.GetString(columns.Count + 2), row.GetInt64(columns.Count + 3))].Parts);
            }
        }
    }

    /// <summary>
    /// The segments in parts to look through one after the other, the newest days first: when many are wanted day by day, else four times as many rows each
    /// time, so that what is found among the newest needs no look at the rest, and what is found nowhere costs few queries.
    /// </summary>
    private static IEnumerable<List<Segment>> Parts(List<Segment> segments, bool growing)
    {
        var (part, most) = (new List<Segment>(), growing ? FirstRows : 0);
        foreach (var day in segments.GroupBy(s => s.Day).OrderByDescending(d => d.Key))
        {
            part.AddRange(day);
            if (part.Sum(s => s.Rows) < most) continue;
            yield return part;
            (part, most) = ([], most * 4);
        }

        if (part.Count > 0) yield return part;
    }

    private static void Fill(FoundEvent e, DuckDB.NET.Data.DuckDBDataReader row, IReadOnlyList<EventColumn> columns)
    {
        e.TimeMicros = row.GetInt64(0);
        e.Record = row.GetString(1);
        for (var i = 0; i < columns.Count; i++) e[columns[i]] = row.IsDBNull(i + 2) ? null : row.GetString(i + 2);
    }

    /// <summary>The rows, newest first: the segment's number, the row's in it, and its time.</summary>
    private static List<(int Segment, long Row, long Micros)> Rows(LakeReader reader, List<Segment> segments, Filter filter, During during, long limit)
    {
        var numbers = segments.Select((s, i) => (reader.PathOf(s), i)).ToDictionary(p => p.Item1, p => p.i, StringComparer.Ordinal);
        return [.. reader.Query(string.Create(CultureInfo.InvariantCulture, $"""
            SELECT filename, file_row_number, epoch_us({Sql.Name(EventColumns.Timestamp)}) FROM {reader.From(segments, filter, during, withRows: true)}
            ORDER BY {Order} LIMIT {limit}
            """)).Select(r => (numbers[r.GetString(0)], r.GetInt64(1), r.GetInt64(2)))];
    }

    private static string Records(LakeReader reader, List<Segment> segments, (int Segment, long Row, long Micros)[] rows, IReadOnlyList<EventColumn> columns, bool withRecord)
    {
        // A scan a segment, since the engine passes over row groups and columns' values by row numbers only where nothing else is asked
        var scans = rows.GroupBy(r => r.Segment).Select(g => $"SELECT * FROM {reader.From([segments[g.Key]], withRows: true)} WHERE file_row_number IN ({string.Join(',', g.Select(r => r.Row.ToString(CultureInfo.InvariantCulture)))})");
        return $"""
            SELECT epoch_us({Sql.Name(EventColumns.Timestamp)}), {(withRecord ? Sql.Record : "''")}{string.Concat(columns.Select(c => ", " + Sql.Name(c.Name())))}, filename, file_row_number
            FROM ({string.Join(" UNION ALL ", scans)})
            ORDER BY {Order}
            """;
    }

    private static string Order => $"{Sql.Name(EventColumns.Timestamp)} DESC, {Sql.Name(EventColumn.EventId.Name())}";
}
