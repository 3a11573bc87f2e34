using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>What events are counted by.</summary>
/// <param name="Columns">Columns of the lake; an event without a value counts under null.</param>
public sealed record TallySet(params IReadOnlyList<EventColumn> Columns)
{
    /// <summary>Length of the buckets of time by which they are counted as well; null for none.</summary>
    public TimeSpan? Bucket { get; init; }

    /// <summary>Whether the first and the last event are told by their ids as well. Ids are the column that takes longest to read: they cost as much as all the rest.</summary>
    public bool WithIds { get; init; }
}
