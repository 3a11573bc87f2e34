namespace Offtrail.Tests.Anomalies.Metrics;

/// <summary>Tails by adding up and by quadrature, without gamma or beta functions.</summary>
internal static class PlainTails
{
    public static double LogCount(double count, double mean, double size)
    {
        var log = (size * Math.Log(size / (mean + size))) + (count * Math.Log(mean / (mean + size)));
        for (var i = 0; i < count; i++) log += Math.Log((size + i) / (i + 1));
        return log;
    }

    public static double CountAtLeast(double count, double mean, double size)
    {
        if (count <= 0) return 1;
        if (count <= mean) return 1 - CountAtMost(count - 1, mean, size);
        var (sum, term) = (0.0, Math.Exp(LogCount(count, mean, size)));
        for (var k = count; term > sum * 1e-15; k++) (sum, term) = (sum + term, term * (size + k) / (k + 1) * mean / (mean + size));
        return sum;
    }

    public static double CountAtMost(double count, double mean, double size)
    {
        var sum = 0.0;
        for (var k = 0; k <= count; k++) sum += Math.Exp(LogCount(k, mean, size));
        return sum;
    }

    public static double PoissonAtLeast(double count, double mean)
    {
        var sum = 0.0;
        for (var (k, term) = (0, Math.Exp(-mean)); k < count + 200; term *= mean / ++k) if (k >= count) sum += term;
        return sum;
    }

    /// <summary>With t = √ν cot φ the density is proportional to sin(φ)^(ν-1).</summary>
    public static double StudentAtLeast(double t, double freedom) =>
        Sines(Math.Atan2(Math.Sqrt(freedom), t), freedom) / Sines(Math.PI, freedom);

    public static double LogStudent(double t, double freedom) =>
        (-(freedom + 1) / 2 * Math.Log(1 + (t * t / freedom))) - (0.5 * Math.Log(freedom)) - Math.Log(Sines(Math.PI, freedom));

    /// <summary>∫ sin(φ)^(ν-1) from 0, by the tanh-sinh rule (Takahasi and Mori 1974), in halves so that only 0 is a bad end.</summary>
    private static double Sines(double to, double freedom)
    {
        if (to > Math.PI / 2) return (2 * Sines(Math.PI / 2, freedom)) - (to < Math.PI ? Sines(Math.PI - to, freedom) : 0);
        const double Step = 1 / 64.0;
        var sum = 0.0;
        for (var k = -6 * 64; k <= 6 * 64; k++)
        {
            var (s, c) = (Math.PI / 2 * Math.Sinh(k * Step), Math.PI / 2 * Math.Cosh(k * Step));
            var part = 1 / (1 + Math.Exp(-2 * s)); // (1 + tanh s) / 2
            if (part is 0 or 1 || double.IsInfinity(Math.Cosh(s))) continue;
            sum += Step * c / (2 * Math.Cosh(s) * Math.Cosh(s)) * to * Math.Pow(Math.Sin(to * part), freedom - 1);
        }

        return sum;
    }
}
