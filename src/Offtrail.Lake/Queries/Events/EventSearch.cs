using System.Globalization;
using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>
/// Finds events, newest first. Days are searched from the newest back, at first one, then two, four, … at a time, so that
/// the newest few of many events are there at once and a rare event of long ago is found by few queries.
/// </summary>
public static class EventSearch
{
    /// <summary>The events that meet a filter.</summary>
    /// <param name="reader">The engine.</param>
    /// <param name="segments">The segments of the lake; those out of range are left out.</param>
    /// <param name="filter">What they have to meet.</param>
    /// <param name="during">When; a wide one is <see cref="long.MinValue"/> to <see cref="long.MaxValue"/>.</param>
    /// <param name="limit">How many at most; <see cref="long.MaxValue"/> for all.</param>
    public static IEnumerable<FoundEvent> Newest(LakeReader reader, IReadOnlyList<Segment> segments, Filter filter, During during, long limit)
    {
        var days = segments.Where(s => s.FirstMicros < during.To && s.LastMicros >= during.From).GroupBy(s => s.Day).OrderByDescending(d => d.Key).ToList();
        var where = FilterSql.Of(during.And(filter));
        var found = new FoundEvent();
        for (int at = 0, size = 1; at < days.Count && limit > 0; at += size, size *= limit < long.MaxValue ? 2 : 1)
        {
            foreach (var row in reader.Query(Query(reader, days.Skip(at).Take(size).SelectMany(d => d), where, limit)))
            {
                found.TimeMicros = row.GetInt64(0);
                found.Record = row.GetString(1);
                for (var i = 0; i < EventColumns.Count; i++) found[(EventColumn)i] = row.IsDBNull(i + 2) ? null : row.GetString(i + 2);
                yield return found;
                limit--;
            }
        }
    }

    private static string Query(LakeReader reader, IEnumerable<Segment> segments, string where, long limit)
    {
        var time = Sql.Name(EventColumns.Timestamp);
        return string.Create(CultureInfo.InvariantCulture, $"""
            SELECT epoch_us({time}), {Sql.Record}, {string.Join(", ", EventColumns.Names.Select(Sql.Name))}
            FROM {reader.From(segments)} WHERE {where}
            ORDER BY {time} DESC, {Sql.Name(EventColumn.EventId.Name())} LIMIT {limit}
            """);
    }
}
