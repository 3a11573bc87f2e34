using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>What a detector of numbers stores of a scope.</summary>
/// <param name="Models">The model of each partition, in ordinal order.</param>
/// <param name="Activity">How active the scope is.</param>
/// <param name="Open">The anomalies that may not be over.</param>
[MemoryPackable]
internal sealed partial record MetricRunState((string Partition, MetricState Model)[] Models, ActivityState Activity, AnomalyRecord[] Open)
{
    /// <summary>Before the first bucket.</summary>
    public static MetricRunState Empty { get; } = new([], ActivityState.Empty, []);
}
