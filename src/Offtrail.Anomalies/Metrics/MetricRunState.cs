using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>What a detector of numbers stores of a scope.</summary>
/// <param name="Models">The model of each partition and value, in ordinal order; of a population one for all members.</param>
/// <param name="Activity">How active the scope is.</param>
/// <param name="Open">The anomalies that may not be over.</param>
[MemoryPackable]
internal sealed partial record MetricRunState(IReadOnlyCollection<(string Partition, string Value, byte[] State)> Models, ActivityState Activity, AnomalyRecord[] Open)
{
    /// <summary>Before the first bucket.</summary>
    public static MetricRunState Empty { get; } = new([], ActivityState.Empty, []);
}
