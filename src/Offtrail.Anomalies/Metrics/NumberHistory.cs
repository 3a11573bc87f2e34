using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>What a model of a number knew before a bucket.</summary>
/// <param name="ActiveBuckets">Active buckets of the scope seen.</param>
/// <param name="Days">Days from the first of them to this one.</param>
/// <param name="PartitionBuckets">Buckets of this partition learned.</param>
/// <param name="Profile">What the expectation depends on.</param>
[MemoryPackable]
public sealed partial record NumberHistory(long ActiveBuckets, double Days, long PartitionBuckets, MetricProfile Profile) : AnomalyHistory(ActiveBuckets, Days);
