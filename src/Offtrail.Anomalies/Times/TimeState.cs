using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>What a <see cref="TimeModel"/> stores. Its settings are the job's and are not in it, but for the cycle.</summary>
[MemoryPackable]
internal sealed partial record TimeState
{
    /// <summary>The version that is written.</summary>
    public const int Current = 1;

    /// <summary>Version of the form; every version ever written stays readable.</summary>
    public int Version { get; init; } = Current;

    /// <summary>What the cells divide.</summary>
    public required TimeCycle Cycle { get; init; }

    /// <summary>Active buckets learned.</summary>
    public required long Buckets { get; init; }

    /// <summary>Start of the first of them, microseconds since 1970 UTC; null when there was none.</summary>
    [PlainNullable<long>]
    public required long? First { get; init; }

    /// <summary>Where a weight is 1, microseconds; null when there was no bucket.</summary>
    [PlainNullable<long>]
    public required long? Origin { get; init; }

    /// <summary>Weights of the active buckets by cell.</summary>
    [Sparse]
    public required double[] Cells { get; init; }

    /// <summary>Sums of their squared weights by cell.</summary>
    [Sparse]
    public required double[] Squares { get; init; }
}
