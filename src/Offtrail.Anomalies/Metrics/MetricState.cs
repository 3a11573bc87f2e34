using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>What a <see cref="MetricModel"/> stores. Its settings are the job's and are not in it.</summary>
[MemoryPackable]
internal sealed partial record MetricState
{
    /// <summary>The version that is written.</summary>
    public const int Current = 1;

    /// <summary>Version of the form; every version ever written stays readable.</summary>
    public int Version { get; init; } = Current;

    /// <summary>Whether the numbers are counts or measured ones.</summary>
    public required MetricKind Kind { get; init; }

    /// <summary>Buckets learned.</summary>
    public required long Buckets { get; init; }

    /// <summary>Start of the first of them, microseconds since 1970 UTC; null when there was none.</summary>
    [PlainNullable<long>]
    public required long? First { get; init; }

    /// <summary>Where a weight is 1, microseconds; null when there was no bucket.</summary>
    [PlainNullable<long>]
    public required long? Origin { get; init; }

    /// <summary>Unit of the logarithmic view; null for counts and while only zeros came.</summary>
    [PlainNullable<double>]
    public required double? LogUnit { get; init; }

    /// <summary>One view of counts; plain and logarithmic of measured numbers.</summary>
    public required IReadOnlyList<MetricViewState> Views { get; init; }
}
