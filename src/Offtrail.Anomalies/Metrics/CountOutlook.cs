namespace Offtrail.Anomalies;

/// <summary>What is expected of a count.</summary>
/// <remarks>
/// Negative binomial with variance (m + δm²)(1 + 1/ν): Poisson noise, dispersion δ between buckets, and the uncertainty of a mean
/// that ν buckets taught (Harvey and Fernandes 1989, "Time series models for count or qualitative observations", J. Bus. Econ.
/// Stat. 7, 407–417: gamma-Poisson with discounted weights; here with δ from moments). The variance is never below Poisson's,
/// and the upper tail never below that of a Poisson count with mean 1/2: where nothing or always the same happened, one event
/// more is within what a count can resolve, and no finding.
/// </remarks>
internal sealed class CountOutlook(double mean, double dispersion, double support) : MetricOutlook
{
    private const double LeastMean = 0.5;
    private const double LeastCap = 5; // six deviations above the least mean

    private readonly NegativeBinomial _as = new(mean, mean / ((dispersion * mean) + ((1 + (dispersion * mean)) / support)));

    /// <inheritdoc/>
    public override double High(double x) => Math.Max(_as.AtLeast(x), Quiet(x));

    /// <inheritdoc/>
    public override double Low(double x) => _as.AtMost(x);

    /// <inheritdoc/>
    public override double LogDensity(double x) => _as.LogChance(x);

    /// <inheritdoc/>
    public override double Clip(double x) =>
        Math.Min(x, Math.Max(LeastCap, Math.Ceiling(_as.Mean + (LearnedDeviations * Math.Sqrt(_as.Mean + (_as.Mean * _as.Mean / _as.Size))))));

    /// <summary>The chance of x or more of a Poisson count with the least mean, summed from its first term on.</summary>
    private static double Quiet(double x)
    {
        if (x <= 0) return 1;
        var term = Math.Exp((x * Math.Log(LeastMean)) - LeastMean - SpecialFunctions.LogGamma(x + 1));
        var sum = 0.0;
        for (var next = x + 1; sum + term > sum; next++) (sum, term) = (sum + term, term * LeastMean / next);
        return sum;
    }
}
