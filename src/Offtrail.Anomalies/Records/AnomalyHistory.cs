using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>What a model knew before the bucket that it judged.</summary>
/// <param name="ActiveBuckets">Active buckets of the scope seen.</param>
/// <param name="Days">Days from the first active bucket of the scope to this one.</param>
[MemoryPackable]
[MemoryPackUnion(0, typeof(RareHistory))]
[MemoryPackUnion(1, typeof(NoveltyHistory))]
[MemoryPackUnion(2, typeof(EntityHistory))]
[MemoryPackUnion(3, typeof(NumberHistory))]
[MemoryPackUnion(4, typeof(HourHistory))]
public abstract partial record AnomalyHistory(long ActiveBuckets, double Days);
