namespace Offtrail.Anomalies;

/// <summary>The negative binomial distribution: Poisson counts whose rate is gamma distributed.</summary>
/// <param name="Mean">Above 0.</param>
/// <param name="Size">The gamma's shape, above 0: the variance is Mean + Mean²/Size.</param>
/// <remarks>
/// Johnson, Kemp and Kotz 2005, "Univariate Discrete Distributions", 3rd ed., eq. 5.1 (probabilities) and 5.31 (the tail as an
/// incomplete beta function).
/// </remarks>
internal readonly record struct NegativeBinomial(double Mean, double Size)
{
    /// <summary>The chance of a count of <paramref name="count"/> or more.</summary>
    public double AtLeast(double count) => count <= 0 ? 1 : SpecialFunctions.IncompleteBeta(count, Size, Mean / (Mean + Size), Size / (Mean + Size));

    /// <summary>The chance of a count of <paramref name="count"/> or less.</summary>
    public double AtMost(double count) => count < 0 ? 0 : SpecialFunctions.IncompleteBeta(Size, count + 1, Size / (Mean + Size), Mean / (Mean + Size));

    /// <summary>The logarithm of the chance of exactly <paramref name="count"/>, which is 0 or more.</summary>
    public double LogChance(double count) =>
        SpecialFunctions.LogGamma(count + Size) - SpecialFunctions.LogGamma(Size) - SpecialFunctions.LogGamma(count + 1)
        - (Size * Log1P(Mean / Size)) - (count * Log1P(Size / Mean));

    /// <summary>ln(1 + x) without loss for a small x (Kahan's quotient; Goldberg 1991, theorem 4).</summary>
    private static double Log1P(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : double.IsInfinity(sum) ? Math.Log(x) : Math.Log(sum) * x / (sum - 1);
    }
}
