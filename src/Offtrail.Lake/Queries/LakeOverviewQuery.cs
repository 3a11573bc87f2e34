using System.Globalization;
using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>Reads the lake's overview.</summary>
public static class LakeOverviewQuery
{
    /// <summary>The overview of events before a time, microseconds since 1970 UTC.</summary>
    public static LakeOverview Read(LakeReader reader, IReadOnlyList<Segment> segments, long toMicros)
    {
        var within = segments.Where(s => s.FirstMicros < toMicros).ToArray();
        if (within.Length == 0) return new LakeOverview(0, 0, 0, 0, 0);
        var time = $"epoch_us({Sql.Name(EventColumns.Timestamp)})";
        return reader.Query(string.Create(CultureInfo.InvariantCulture, $"""
            SELECT count(*), count(*) FILTER ({Sql.Name(EventColumn.Outcome.Name())} = 'failure'), count(DISTINCT {Sql.Name(EventColumn.Account.Name())}),
              coalesce(min({time}), 0), coalesce(max({time}), 0)
            FROM {reader.From(within)} WHERE {time} < {toMicros}
            """)).Select(r => new LakeOverview(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4))).Single();
    }
}
