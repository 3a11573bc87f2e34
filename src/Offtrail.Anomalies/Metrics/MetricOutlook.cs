namespace Offtrail.Anomalies;

/// <summary>What a view expects of one bucket: a predictive distribution on the view's scale.</summary>
internal abstract class MetricOutlook
{
    /// <summary>Beyond so many deviations a number teaches no more than one there: an attack must not become the normal.</summary>
    protected const double LearnedDeviations = 6;

    /// <summary>The chance of <paramref name="x"/> or more.</summary>
    public abstract double High(double x);

    /// <summary>The chance of <paramref name="x"/> or less.</summary>
    public abstract double Low(double x);

    /// <summary>The logarithm of the density (for counts the chance) at <paramref name="x"/>.</summary>
    public abstract double LogDensity(double x);

    /// <summary>The nearest number that is learned as it is.</summary>
    public abstract double Clip(double x);
}
