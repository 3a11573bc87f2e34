using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>What a model of times knew before a bucket.</summary>
/// <param name="ActiveBuckets">Active buckets of the scope seen.</param>
/// <param name="Days">Days from the first of them to this one.</param>
/// <param name="PartitionBuckets">Active buckets of this partition learned.</param>
/// <param name="Share">Share of them about this time, 0 to 1.</param>
[MemoryPackable]
public sealed partial record HourHistory(long ActiveBuckets, double Days, long PartitionBuckets, double Share) : AnomalyHistory(ActiveBuckets, Days);
