using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>Counts the events of segments and their ids.</summary>
public static class EventIdQuery
{
    /// <summary>How many events there are, and how many different ids they have.</summary>
    public static (long Events, long Ids) Count(LakeReader reader, IReadOnlyList<Segment> segments) =>
        reader.Query($"SELECT count(*), count(DISTINCT {Sql.Name(EventColumn.EventId.Name())}) FROM {reader.From(segments)}")
            .Select(r => (r.GetInt64(0), r.GetInt64(1))).Single();
}
