using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>What a <see cref="RareModel"/> stores. Weights are relative to the origin.</summary>
/// <param name="First">Start of the first active bucket, microseconds since 1970 UTC; -1 before it.</param>
/// <param name="Origin">Where a weight is 1, microseconds.</param>
/// <param name="Buckets">Active buckets.</param>
/// <param name="Weight">Sum of their weights.</param>
/// <param name="Values">The values, in the order in which buckets first held them.</param>
[MemoryPackable]
internal sealed partial record RareState(long First, long Origin, long Buckets, double Weight, RareValueState[] Values)
{
    /// <summary>Before the first bucket.</summary>
    public static RareState Empty { get; } = new(-1, 0, 0, 0, []);
}

/// <summary>What is stored of a value.</summary>
/// <param name="Value">The value.</param>
/// <param name="Weight">Sum of the weights of the active buckets that held it.</param>
/// <param name="Buckets">How many.</param>
/// <param name="Last">Start of the last of them, microseconds.</param>
[MemoryPackable]
internal sealed partial record RareValueState(string Value, double Weight, long Buckets, long Last);

/// <summary>What a rare detector stores of a scope.</summary>
/// <param name="Model">Its model.</param>
/// <param name="Open">The anomalies that may not be over.</param>
[MemoryPackable]
internal sealed partial record RareRunState(RareState Model, AnomalyRecord[] Open)
{
    /// <summary>Before the first bucket.</summary>
    public static RareRunState Empty { get; } = new(RareState.Empty, []);
}
