namespace Offtrail.Anomalies;

/// <summary>Counts as they are; profiles multiply.</summary>
/// <remarks>
/// The dispersion is the moment estimate δ = Σw((y-m)²ν/(ν+1) - m) / Σwm² over one-step errors, at least 0 (McCullagh and Nelder
/// 1989, "Generalized Linear Models", 6.2.3; Cameron and Trivedi 1998, eq. 3.17), with two buckets' worth of a prior variance of
/// twice the mean. ν/(ν+1) takes out the error of the mean, which the outlook adds again.
/// </remarks>
internal sealed class CountScale : MetricScale
{
    private const double PriorBuckets = 2;

    /// <inheritdoc/>
    public override double PriorWeight => 0.01;

    /// <inheritdoc/>
    public override double Step => 1;

    /// <inheritdoc/>
    public override double Effect(double mean) => Math.Log(mean);

    /// <inheritdoc/>
    public override double Mean(double effect) => Math.Exp(effect);

    /// <summary>With half an event of the parent's mean (Jeffreys' prior of a Poisson rate), so that no slot's mean is 0.</summary>
    public override double OwnMean(double sum, double weight, double parent) => (sum + 0.5) / (weight + (0.5 / parent));

    /// <inheritdoc/>
    public override double Noise(double mean, double spread) => (1 / mean) + spread;

    /// <inheritdoc/>
    public override double Spread(double excess, double basis, double overallMean)
    {
        var prior = PriorBuckets * overallMean * overallMean;
        return Math.Max(0, (excess + (prior / Math.Max(0.5, overallMean))) / (basis + prior));
    }

    /// <inheritdoc/>
    public override (double Excess, double Basis) OfError(double error, double mean, double support) =>
        ((error * error * support / (support + 1)) - mean, mean * mean);

    /// <inheritdoc/>
    public override MetricOutlook Outlook(MetricExpectation expected, double resolution) => new CountOutlook(expected.Mean, expected.Spread, expected.Support);

    /// <inheritdoc/>
    public override double Unit(MetricExpectation expected) => Math.Max(1, expected.Mean);

    /// <inheritdoc/>
    public override double UnknownResolution(double mean) => 1;
}
