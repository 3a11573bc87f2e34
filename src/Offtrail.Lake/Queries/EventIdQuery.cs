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
}
