namespace Offtrail.Anomalies;

/// <summary>Measured numbers as they are; profiles add.</summary>
/// <remarks>The variance is Σw e²ν/(ν+1) / Σw over one-step errors: the conjugate recursion of a normal variance (Bernardo and Smith 1994, 5.2).</remarks>
internal class PlainScale : MetricScale
{
    private const double LeastBuckets = 1e-9; // when age has left less than that, nothing is known

    /// <inheritdoc/>
    public override double Effect(double mean) => mean;

    /// <inheritdoc/>
    public override double Mean(double effect) => effect;

    /// <inheritdoc/>
    public override double OwnMean(double sum, double weight, double parent) => weight > 0 ? sum / weight : parent;

    /// <inheritdoc/>
    public override double Noise(double mean, double spread) => spread;

    /// <inheritdoc/>
    public override double Spread(double excess, double basis, double overallMean) => basis > 0 ? excess / basis : 0;

    /// <inheritdoc/>
    public override (double Excess, double Basis) OfError(double error, double mean, double support) =>
        support > 0 ? (error * error * support / (support + 1), 1) : (0, 0);

    /// <inheritdoc/>
    public override MetricOutlook? Outlook(MetricExpectation expected, double resolution) =>
        expected is { Basis: > LeastBuckets, Support: > LeastBuckets } ? new RealOutlook(expected.Mean, expected.Spread, expected.Basis, expected.Support, resolution) : null;

    /// <inheritdoc/>
    public override double Unit(MetricExpectation expected) =>
        expected is { Mean: 0, Spread: 0 } ? 1 : Math.Max(Math.Abs(expected.Mean), Math.Sqrt(expected.Spread));

    /// <inheritdoc/>
    public override double UnknownResolution(double mean) => mean == 0 ? 1 : Math.Abs(mean);
}
