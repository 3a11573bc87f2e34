namespace Offtrail.Anomalies;

/// <summary>What is expected of a measured number, on the scale of its view.</summary>
/// <remarks>
/// Student's t with the variance v(1 + 1/ν) and as many degrees of freedom as errors taught v: the predictive distribution of a
/// normal number of unknown mean and variance under the reference prior (Bernardo and Smith 1994, "Bayesian Theory", appendix A;
/// Geisser 1993). It is never narrower than the resolution of the numbers.
/// </remarks>
internal sealed class RealOutlook(double mean, double variance, double freedom, double support, double resolution) : MetricOutlook
{
    private readonly StudentT _as = new(mean, Math.Max(resolution, Math.Sqrt(variance * (1 + (1 / support)))), freedom);

    /// <inheritdoc/>
    public override double High(double x) => _as.AtLeast(x);

    /// <inheritdoc/>
    public override double Low(double x) => _as.AtMost(x);

    /// <inheritdoc/>
    public override double LogDensity(double x) => _as.LogDensity(x);

    /// <inheritdoc/>
    public override double Clip(double x) => Math.Clamp(x, _as.Location - (LearnedDeviations * _as.Scale), _as.Location + (LearnedDeviations * _as.Scale));
}
