using System.Text;
using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>Reads the ids that the lake holds of an account's day.</summary>
public static class EventIdQuery
{
    /// <summary>The ids in UTF-8.</summary>
    public static IEnumerable<byte[]> Read(LakeReader reader, IReadOnlyList<Segment> segments)
    {
        if (segments.Count == 0) yield break;
        foreach (var row in reader.Query($"SELECT {Sql.Name(EventColumn.EventId.Name())} FROM {reader.From(segments)}"))
            yield return Encoding.UTF8.GetBytes(row.GetString(0));
    }

    /// <summary>How many events there are, and how many different ids they have.</summary>
    public static (long Events, long Ids) Count(LakeReader reader, IReadOnlyList<Segment> segments) =>
        reader.Query($"SELECT count(*), count(DISTINCT {Sql.Name(EventColumn.EventId.Name())}) FROM {reader.From(segments)}")
            .Select(r => (r.GetInt64(0), r.GetInt64(1))).Single();
}
