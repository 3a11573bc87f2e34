namespace Offtrail.Lake;

/// <summary>How many events have the same values, and the first and the last of them.</summary>
/// <param name="Values">The values, in the order of the set's columns; null where the events have none.</param>
/// <param name="Bucket">Start of the bucket of time, microseconds since 1970 UTC; 0 without buckets.</param>
/// <param name="Events">How many events.</param>
/// <param name="Failures">How many of them failed.</param>
/// <param name="First">The oldest; of several at the same time the one with the least id. Without its id unless that was asked for.</param>
/// <param name="Last">The newest; of several at the same time the one with the greatest id. Likewise.</param>
public sealed record TallyRow(IReadOnlyList<string?> Values, long Bucket, long Events, long Failures, EventMark First, EventMark Last)
{
    /// <summary>The first value, for sets that have one column; an empty text where there is none.</summary>
    public string Value => Values[0] ?? "";
}
