namespace Offtrail.Anomalies;

/// <summary>A scale on which a view sees the numbers, and how means, noise and spread behave there.</summary>
internal abstract class MetricScale
{
    /// <summary>Buckets' worth of the prior mean 1; only counts have one, so that no mean is 0.</summary>
    public virtual double PriorWeight => 0;

    /// <summary>The distance between two numbers next to each other: 1 for counts, 0 for measured numbers.</summary>
    public virtual double Step => 0;

    /// <summary>Where a number stands on the scale.</summary>
    public virtual double ToScale(double value) => value;

    /// <summary>The inverse of <see cref="ToScale"/>.</summary>
    public virtual double FromScale(double x) => x;

    /// <summary>ln |d scale / d value|, which makes densities on different scales comparable.</summary>
    public virtual double LogJacobian(double value) => 0;

    /// <summary>Where a mean stands on the scale on which profiles add up.</summary>
    public abstract double Effect(double mean);

    /// <summary>The inverse of <see cref="Effect"/>.</summary>
    public abstract double Mean(double effect);

    /// <summary>The mean of some buckets alone.</summary>
    /// <param name="sum">Weighted sum of their numbers.</param>
    /// <param name="weight">Their weight; 0 when there are none.</param>
    /// <param name="parent">The mean expected without them.</param>
    public abstract double OwnMean(double sum, double weight, double parent);

    /// <summary>Variance of the effect that one bucket's number gives.</summary>
    public abstract double Noise(double mean, double spread);

    /// <summary>The spread that errors taught: dispersion δ of counts, variance of measured numbers.</summary>
    public abstract double Spread(double excess, double basis, double overallMean);

    /// <summary>What an error of a bucket adds to the sums behind <see cref="Spread"/>.</summary>
    /// <param name="error">Number less expectation.</param>
    /// <param name="mean">The expectation.</param>
    /// <param name="support">Buckets behind it.</param>
    public abstract (double Excess, double Basis) OfError(double error, double mean, double support);

    /// <summary>The predictive distribution; null when nothing is known of the spread.</summary>
    public abstract MetricOutlook? Outlook(MetricExpectation expected, double resolution);

    /// <summary>The deviation that a number of a regime never seen may have for nothing, in the number's own unit.</summary>
    public abstract double Unit(MetricExpectation expected);

    /// <summary>The step in which numbers come, when they never changed yet.</summary>
    public abstract double UnknownResolution(double mean);
}
