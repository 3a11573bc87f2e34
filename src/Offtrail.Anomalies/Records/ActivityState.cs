using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>What a <see cref="ScopeActivity"/> stores.</summary>
/// <param name="First">Start of the first active bucket, microseconds since 1970 UTC; -1 before it.</param>
/// <param name="Buckets">Active buckets.</param>
/// <param name="PartitionBuckets">Active buckets of partitions.</param>
[MemoryPackable]
internal sealed partial record ActivityState(long First, long Buckets, long PartitionBuckets)
{
    /// <summary>Before the first bucket.</summary>
    public static ActivityState Empty { get; } = new(-1, 0, 0);
}
