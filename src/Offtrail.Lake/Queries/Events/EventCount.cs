using System.Globalization;

namespace Offtrail.Lake;

/// <summary>Counts events by the values of fields.</summary>
public static class EventCount
{
    /// <summary>How many events have each combination of values, most first. A field that an event has not is null.</summary>
    /// <param name="reader">The engine.</param>
    /// <param name="segments">The segments of the lake; those out of range are left out.</param>
    /// <param name="filter">What the events have to meet.</param>
    /// <param name="during">When.</param>
    /// <param name="fields">Columns of the lake; none counts all events together.</param>
    /// <param name="limit">How many combinations at most.</param>
    public static IEnumerable<(long Events, IReadOnlyList<string?> Values)> By(
        LakeReader reader, IReadOnlyList<Segment> segments, Filter filter, During during, IReadOnlyList<string> fields, long limit)
    {
        var within = segments.Where(s => s.FirstMicros < during.To && s.LastMicros >= during.From).ToArray();
        if (within.Length == 0) yield break;
        var columns = string.Concat(fields.Select(f => $", {Sql.Name(f)}"));
        var order = string.Concat(Enumerable.Range(2, fields.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $", {i} NULLS LAST")));
        var sql = string.Create(CultureInfo.InvariantCulture, $"""
            SELECT count(*){columns} FROM {reader.From(within, filter, during)}
            {(fields.Count > 0 ? $"GROUP BY ALL ORDER BY 1 DESC{order} LIMIT {limit}" : "")}
            """);
        foreach (var row in reader.Query(sql))
            yield return (row.GetInt64(0), [.. Enumerable.Range(1, fields.Count).Select(i => row.IsDBNull(i) ? null : row.GetString(i))]);
    }
}
