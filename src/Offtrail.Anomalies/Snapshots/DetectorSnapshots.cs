namespace Offtrail.Anomalies;

/// <summary>Where a detector goes on from, and when it notes what it knows.</summary>
/// <param name="Restored">What it knew of each scope at the start; empty at the beginning of history.</param>
/// <param name="Times">When to note it, ascending, microseconds since 1970 UTC: before the first bucket that begins then or later. All behind the start.</param>
/// <param name="Save">Takes what is known at a time of a scope.</param>
public sealed record DetectorSnapshots(IReadOnlyDictionary<string, byte[]> Restored, IReadOnlyList<long> Times, Action<long, string, byte[]> Save)
{
    /// <summary>From the beginning, without any.</summary>
    public static DetectorSnapshots None { get; } = new(new Dictionary<string, byte[]>(StringComparer.Ordinal), [], (_, _, _) => { });
}
