namespace Offtrail.Anomalies;

/// <summary>
/// Widens the tail of a model whose small probabilities came too often. What a model called p, before each bucket, should have
/// been below u in a share u of the buckets, and ln(u/p) then exponential with mean 1. It looks at both and believes the model
/// as far as they agree; it never makes a probability smaller.
/// </summary>
/// <remarks>
/// Forecasts judged by their probabilities: Dawid 1984, "Statistical theory: the prequential approach", J. R. Stat. Soc. A 147,
/// 278–292. Excesses over a threshold: Davison and Smith 1990, "Models for exceedances over high thresholds", J. R. Stat. Soc. B
/// 52, 393–442, here on the scale of -ln p, where a tail that is too light by a power (Hill 1975) is an exponential with a mean
/// above 1. With a Gamma(κ, κ) prior on its rate the chance of an excess above e, after k of sum s, is the Lomax tail
/// (1 + e/(κ + s))^-(κ + k) (Bernardo and Smith 1994, "Bayesian Theory", appendix A, gamma-gamma). Here κ = 10, u = 0.1, s at
/// least k, and the share is at least u with a prior of 20 buckets. All sums are aged by the caller's weights. A count's p is spread
/// evenly over the interval from P(beyond) to P(beyond or equal), which takes out that counts come in steps (the non-randomised
/// transform of Czado, Gneiting and Held 2009, "Predictive model assessment for count data", Biometrics 65, 1254–1261, eq. 2).
/// </remarks>
internal sealed class TailCalibration(TailCalibrationState state)
{
    private const double Threshold = 0.1;
    private const double PriorBuckets = 20;
    private const double PriorExcesses = 10;

    private double _buckets = state.Buckets;
    private double _excesses = state.Excesses;
    private double _sum = state.Sum;

    /// <summary>What an event that the model gives the chance <paramref name="p"/> has, by experience.</summary>
    /// <param name="p">0 to 1.</param>
    /// <param name="scale">The weight of a bucket that is judged now.</param>
    public double Adjust(double p, double scale)
    {
        var count = _excesses / scale;
        var share = Math.Max(Threshold, (count + (Threshold * PriorBuckets)) / ((_buckets / scale) + PriorBuckets));
        if (p > Threshold) return Math.Min(1, share + ((1 - share) * (p - Threshold) / (1 - Threshold))); // rounding can pass 1 by a bit
        var rate = PriorExcesses + Math.Max(_sum / scale, count);
        return Math.Max(p, share * Math.Pow(1 + (Math.Log(Threshold / p) / rate), -(PriorExcesses + count)));
    }

    /// <summary>Learns what the model said of a bucket before it was known.</summary>
    /// <param name="beyond">The chance of something more extreme than what came.</param>
    /// <param name="p">The chance of that or what came, above 0, before <see cref="Adjust"/>; for measured numbers the same.</param>
    /// <param name="weight">The bucket's weight.</param>
    public void Learn(double beyond, double p, double weight)
    {
        _buckets += weight;
        if (beyond >= Threshold || p <= 0) return;
        var width = p - beyond;
        var below = width > 1e-12 ? Math.Min(p, Threshold) : p;
        if (below > Threshold) return;
        _excesses += weight * (width > 1e-12 ? (below - beyond) / width : 1);
        _sum += weight * (width > 1e-12 ? (Area(below) - Area(beyond)) / width : Math.Log(Threshold / p));
    }

    /// <summary>Scales all weights.</summary>
    public void Multiply(double factor) => (_buckets, _excesses, _sum) = (_buckets * factor, _excesses * factor, _sum * factor);

    /// <summary>Whether a history leads here.</summary>
    public bool IsConsistent() => double.IsFinite(_sum) && _sum >= 0 && _excesses >= 0 && _excesses <= _buckets * (1 + 1e-9);

    /// <summary>All that it knows.</summary>
    public TailCalibrationState ToState() => new(_buckets, _excesses, _sum);

    /// <summary>The integral of ln(u/p) from 0.</summary>
    private static double Area(double p) => p <= 0 ? 0 : p * (Math.Log(Threshold / p) + 1);
}
