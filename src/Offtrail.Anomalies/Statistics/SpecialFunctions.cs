namespace Offtrail.Anomalies;

/// <summary>The two functions that the tails of the models need.</summary>
/// <remarks>
/// NIST Digital Library of Mathematical Functions: 5.11.1 (Stirling's series) after 5.5.1 (recurrence), and 8.17.22
/// (continued fraction of the incomplete beta function) evaluated by the modified Lentz method (Thompson and Barnett 1986,
/// "Coulomb and Bessel functions of complex arguments and order", J. Comput. Phys. 64, 490–509, appendix).
/// </remarks>
internal static class SpecialFunctions
{
    private const int MostSteps = 200_000; // the fraction needs about sqrt(max(a, b)) steps near the mean, fewer in the tails
    private const double Tiny = 1e-300;

    /// <summary>ln Γ(x) for x above 0.</summary>
    public static double LogGamma(double x)
    {
        var shift = 0.0;
        if (x < 15)
        {
            var product = 1.0;
            for (; x < 15; x++) product *= x;
            shift = Math.Log(product);
        }

        var square = 1 / (x * x);
        var series = ((((((((-691 / 360360.0 * square) + (1 / 1188.0)) * square) - (1 / 1680.0)) * square) + (1 / 1260.0)) * square - (1 / 360.0)) * square + (1 / 12.0)) / x;
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series - shift;
    }

    /// <summary>The regularised incomplete beta function I_x(a, b).</summary>
    /// <param name="a">Above 0.</param>
    /// <param name="b">Above 0.</param>
    /// <param name="x">0 to 1.</param>
    /// <param name="rest">1 - x, which the caller knows more exactly than a subtraction gives.</param>
    public static double IncompleteBeta(double a, double b, double x, double rest)
    {
        if (x <= 0) return 0;
        if (rest <= 0) return 1;
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(rest)));
        var value = x < (a + 1) / (a + b + 2) ? front * Fraction(a, b, x) / a : 1 - (front * Fraction(b, a, rest) / b);
        return Math.Clamp(value, 0, 1);
    }

    private static double Fraction(double a, double b, double x)
    {
        var (c, d) = (1.0, 1 / Away(1 - ((a + b) * x / (a + 1))));
        var value = d;
        for (var m = 1; m <= MostSteps; m++)
        {
            var even = m * (b - m) * x / ((a + (2.0 * m) - 1) * (a + (2.0 * m)));
            d = 1 / Away(1 + (even * d));
            c = Away(1 + (even / c));
            value *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2.0 * m)) * (a + (2.0 * m) + 1));
            d = 1 / Away(1 + (odd * d));
            c = Away(1 + (odd / c));
            value *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-15) break;
        }

        return value;
    }

    private static double Away(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
