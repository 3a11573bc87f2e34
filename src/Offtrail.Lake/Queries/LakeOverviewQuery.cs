using System.Globalization;
using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>Tells the lake's overview: from the manifest, and from those segments alone of which a part counts.</summary>
public static class LakeOverviewQuery
{
    /// <summary>The overview of events before a time, microseconds since 1970 UTC.</summary>
    public static LakeOverview Read(LakeReader reader, IReadOnlyList<Segment> segments, long toMicros)
    {
        var parts = segments.Where(s => s.FirstMicros < toMicros).GroupBy(s => s.LastMicros < toMicros).SelectMany(g => g.Key ? Whole(g) : Cut(reader, g, toMicros)).ToArray();
        return parts.Length == 0 ? new LakeOverview(0, 0, 0, 0, 0) : new LakeOverview(
            parts.Sum(p => p.Events), parts.Sum(p => p.Failures), parts.Select(p => p.Account).Distinct(StringComparer.Ordinal).LongCount(), parts.Min(p => p.First), parts.Max(p => p.Last));
    }

    private sealed record Part(string Account, long Events, long Failures, long First, long Last);

    private static IEnumerable<Part> Whole(IEnumerable<Segment> segments) => segments.Select(s => new Part(s.Account, s.Rows, s.Failures, s.FirstMicros, s.LastMicros));

    private static Part[] Cut(LakeReader reader, IEnumerable<Segment> segments, long toMicros)
    {
        var (time, account) = ($"epoch_us({Sql.Name(EventColumns.Timestamp)})", Sql.Name(EventColumn.Account.Name()));
        return [.. reader.Query(string.Create(CultureInfo.InvariantCulture, $"""
            SELECT {account}, count(*), count(*) FILTER ({Sql.Name(EventColumn.Outcome.Name())} = 'failure'), min({time}), max({time})
            FROM {reader.From(segments)} WHERE {time} < {toMicros} GROUP BY 1
            """)).Select(r => new Part(r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4)))];
    }
}
