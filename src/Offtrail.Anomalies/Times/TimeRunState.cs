using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>What a detector of times stores of a scope.</summary>
/// <param name="Models">The model of each partition, in ordinal order; the value is empty.</param>
/// <param name="Activity">How active the scope is.</param>
/// <param name="Open">The anomalies that may not be over.</param>
[MemoryPackable]
internal sealed partial record TimeRunState(IReadOnlyCollection<(string Partition, string Value, byte[] State)> Models, ActivityState Activity, AnomalyRecord[] Open)
{
    /// <summary>Before the first bucket.</summary>
    public static TimeRunState Empty { get; } = new([], ActivityState.Empty, []);
}
