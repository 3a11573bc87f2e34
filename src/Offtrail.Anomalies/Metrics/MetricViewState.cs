using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>What a <see cref="MetricView"/> stores. Sums are of weights relative to the model's origin.</summary>
[MemoryPackable]
internal sealed partial record MetricViewState
{
    /// <summary>Weights by hour of the week, Monday 00:00 UTC first; 168.</summary>
    [Sparse]
    public required double[] Weights { get; init; }

    /// <summary>Weighted sums of the numbers on the view's scale, likewise.</summary>
    [Sparse]
    public required double[] Sums { get; init; }

    /// <summary>By profile: sums of squared errors (less the mean, for counts); 3.</summary>
    public required double[] Excess { get; init; }

    /// <summary>By profile: what they are divided by.</summary>
    public required double[] Basis { get; init; }

    /// <summary>By profile: sums of the logarithms of what was given to what came.</summary>
    public required double[] Scores { get; init; }

    /// <summary>By profile: what became of its probabilities.</summary>
    public required IReadOnlyList<TailCalibrationState> Tails { get; init; }

    /// <summary>Smallest step between buckets on the view's scale; 0 while there was none.</summary>
    public required double Resolution { get; init; }

    /// <summary>The last number on the view's scale.</summary>
    public required double Last { get; init; }

    /// <summary>Before the first bucket.</summary>
    public static MetricViewState Empty { get; } = new()
    {
        Weights = new double[SlotSums.Week],
        Sums = new double[SlotSums.Week],
        Excess = new double[MetricView.Profiles],
        Basis = new double[MetricView.Profiles],
        Scores = new double[MetricView.Profiles],
        Tails = [.. Enumerable.Repeat(TailCalibrationState.Empty, MetricView.Profiles)],
        Resolution = 0,
        Last = 0,
    };
}
