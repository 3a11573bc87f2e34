using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>What a <see cref="NoveltyModel"/> stores. What follows from it (how many partitions have a value) is counted again.</summary>
[MemoryPackable]
internal sealed partial record NoveltyState
{
    /// <summary>The values by their number.</summary>
    public required string[] Values { get; init; }

    /// <summary>The partitions, in ordinal order.</summary>
    public required NoveltyPartitionState[] Partitions { get; init; }

    /// <summary>Active buckets of partitions by the class of their age, aged.</summary>
    public required double[] RateBuckets { get; init; }

    /// <summary>Those of them with something new, aged.</summary>
    public required double[] RateNew { get; init; }

    /// <summary>What old partitions met anew, by number of other holders, aged.</summary>
    public required double[] Later { get; init; }

    /// <summary>Its sum, aged by itself.</summary>
    public required double AllLater { get; init; }

    /// <summary>Start of the last bucket learned, microseconds; null before the first.</summary>
    [PlainNullable<long>]
    public required long? Last { get; init; }

    /// <summary>How active the scope is.</summary>
    public required ActivityState Activity { get; init; }
}

/// <summary>What is stored of a partition: <see cref="PartitionState"/>.</summary>
[MemoryPackable]
internal sealed partial record NoveltyPartitionState(string Name, int[] Values, long Age, double Met, double Expected, long AgedTo);

/// <summary>What a novelty detector stores of a scope.</summary>
/// <param name="Model">Its model.</param>
/// <param name="Open">The anomalies that may not be over.</param>
[MemoryPackable]
internal sealed partial record NoveltyRunState(NoveltyState Model, AnomalyRecord[] Open);
