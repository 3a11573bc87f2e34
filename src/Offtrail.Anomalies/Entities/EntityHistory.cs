using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>What an entity's score is made of.</summary>
/// <param name="ActiveBuckets">Active buckets of the scope seen.</param>
/// <param name="Days">Days from the first of them to this one.</param>
/// <param name="EntityBuckets">Active buckets of the entity before this one; 0 when it is new.</param>
/// <param name="AgeSurprise">-log10 of the share of active buckets whose entity is as young as this; 0 when it is young no more.</param>
/// <param name="WindowStart">Start of the first bucket whose signs count, microseconds.</param>
/// <param name="Contributions">What the jobs add, the most first.</param>
/// <param name="Later">What was new later in the episode, while the signs of the window still added up to something: it belongs to the anomaly and adds nothing to its score. Weight 0.</param>
[MemoryPackable]
public sealed partial record EntityHistory(long ActiveBuckets, double Days, long EntityBuckets, double AgeSurprise, long WindowStart, IReadOnlyList<Contribution> Contributions, IReadOnlyList<Contribution> Later)
    : AnomalyHistory(ActiveBuckets, Days);
