namespace Offtrail.Tests.Anomalies.Metrics;

/// <summary>Numbers drawn from known distributions, the same on every run.</summary>
internal sealed class MetricSeries(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>How busy an hour is, from 0.1 at night to 1.9; at the weekend a fifth of it.</summary>
    public static double Busy(int hour, bool week) =>
        (1 + (0.9 * Math.Sin(2 * Math.PI * (hour % 24) / 24))) * (week && hour / 24 % 7 >= 5 ? 0.2 : 1);

    /// <summary>By inversion, in steps of at most 500 so that nothing underflows.</summary>
    public double Poisson(double mean)
    {
        var count = 0;
        for (; mean > 500; mean -= 500) count += (int)Poisson(500);
        for (double product = _random.NextDouble(), least = Math.Exp(-mean); product > least; product *= _random.NextDouble()) count++;
        return count;
    }

    /// <summary>Poisson with a gamma distributed rate.</summary>
    public double NegativeBinomial(double mean, double size) => Poisson(Gamma(size) * mean / size);

    /// <summary>Its logarithm is normal.</summary>
    public double LogNormal(double median, double deviation) => median * Math.Exp(deviation * Normal());

    /// <summary>Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>Student's t.</summary>
    public double StudentT(double freedom) => Normal() / Math.Sqrt(2 * Gamma(freedom / 2) / freedom);

    /// <summary>Marsaglia and Tsang 2000; a shape below 1 by their note 5.</summary>
    public double Gamma(double shape)
    {
        if (shape < 1) return Gamma(shape + 1) * Math.Pow(1 - _random.NextDouble(), 1 / shape);
        var d = shape - (1 / 3.0);
        while (true)
        {
            var x = Normal();
            var v = Math.Pow(1 + (x / Math.Sqrt(9 * d)), 3);
            if (v > 0 && Math.Log(1 - _random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v))) return d * v;
        }
    }
}
