using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>What a <see cref="TailCalibration"/> stores: sums of weights.</summary>
/// <param name="Buckets">Of all buckets.</param>
/// <param name="Excesses">Of those whose probability was at most the threshold.</param>
/// <param name="Sum">Of the logarithms by which they were below it.</param>
[MemoryPackable]
internal sealed partial record TailCalibrationState(double Buckets, double Excesses, double Sum)
{
    /// <summary>Before the first bucket.</summary>
    public static TailCalibrationState Empty { get; } = new(0, 0, 0);
}
