namespace Offtrail.Anomalies;

/// <summary>Where a detector goes on from, when it notes what it knows, and where it puts models that rest.</summary>
/// <param name="Restored">What it knew of each scope at the start; empty at the beginning of history.</param>
/// <param name="Times">When to note it, ascending, microseconds since 1970 UTC: before the first bucket that begins then or later. All behind the start.</param>
/// <param name="Save">Takes what is known at a time of a scope.</param>
public sealed record DetectorStore(IReadOnlyDictionary<string, byte[]> Restored, IReadOnlyList<long> Times, Action<long, string, byte[]> Save)
{
    /// <summary>From the beginning, without any.</summary>
    public static DetectorStore None { get; } = new(new Dictionary<string, byte[]>(StringComparer.Ordinal), [], (_, _, _) => { });

    /// <summary>Opens an empty stream for the models of partitions that rest; the detector disposes of it. Default: memory.</summary>
    public Func<Stream> Rest { get; init; } = () => new MemoryStream();

    /// <summary>How many models of partitions are awake at a time, at least one; the least recently active of the others rest. Default 2,048.</summary>
    public int Awake { get; init; } = 2048;
}
