using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>What a model of partitions knew before a bucket.</summary>
/// <param name="ActiveBuckets">Active buckets of the scope seen.</param>
/// <param name="Days">Days from the first of them to this one.</param>
/// <param name="PartitionBuckets">Active buckets of the partition itself; 0 when it is new.</param>
/// <param name="PartitionValues">Different values that the partition had.</param>
/// <param name="Peers">Other partitions of the scope that had the value.</param>
/// <param name="Partitions">Partitions of the scope.</param>
/// <param name="NewRate">Share of active buckets in which this partition, at its age, meets something new.</param>
/// <param name="Together">Values new to the partition in this bucket.</param>
[MemoryPackable]
public sealed partial record NoveltyHistory(
    long ActiveBuckets, double Days, long PartitionBuckets, int PartitionValues, int Peers, int Partitions, double NewRate, int Together)
    : AnomalyHistory(ActiveBuckets, Days);
