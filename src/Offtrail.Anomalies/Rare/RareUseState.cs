using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>What a detector of the use of rare values stores of a scope.</summary>
/// <param name="Values">How present each value is in the active buckets of members.</param>
/// <param name="Uses">How many events with rare values they have.</param>
/// <param name="Activity">How active the scope is.</param>
/// <param name="Open">The anomalies that may not be over.</param>
[MemoryPackable]
internal sealed partial record RareUseState(RareState Values, MetricState Uses, ActivityState Activity, AnomalyRecord[] Open);
