namespace Offtrail.Anomalies;

/// <summary>Student's t distribution, moved and stretched.</summary>
/// <param name="Location">Its middle.</param>
/// <param name="Scale">Above 0.</param>
/// <param name="Freedom">Degrees of freedom, above 0; they need not be whole.</param>
/// <remarks>Abramowitz and Stegun 1964, 26.7.1 (tail as an incomplete beta function).</remarks>
internal readonly record struct StudentT(double Location, double Scale, double Freedom)
{
    /// <summary>The chance of <paramref name="value"/> or more.</summary>
    public double AtLeast(double value) => Upper((value - Location) / Scale);

    /// <summary>The chance of <paramref name="value"/> or less.</summary>
    public double AtMost(double value) => Upper((Location - value) / Scale);

    /// <summary>The logarithm of the density.</summary>
    public double LogDensity(double value)
    {
        var t = (value - Location) / Scale;
        return SpecialFunctions.LogGamma((Freedom + 1) / 2) - SpecialFunctions.LogGamma(Freedom / 2)
            - (0.5 * Math.Log(Freedom * Math.PI)) - Math.Log(Scale) - ((Freedom + 1) / 2 * Math.Log(1 + (t * t / Freedom)));
    }

    private double Upper(double t)
    {
        var square = t * t;
        if (double.IsInfinity(square)) return t > 0 ? 0 : 1;
        var half = 0.5 * SpecialFunctions.IncompleteBeta(Freedom / 2, 0.5, Freedom / (Freedom + square), square / (Freedom + square));
        return t >= 0 ? half : 1 - half;
    }
}
