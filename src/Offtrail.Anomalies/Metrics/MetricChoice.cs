namespace Offtrail.Anomalies;

/// <summary>What a metric model judges one bucket by.</summary>
/// <param name="Scale">The scale that foretold best.</param>
/// <param name="Profile">The profile that did.</param>
/// <param name="Buckets">The aged number of buckets.</param>
/// <param name="Expected">What is expected on that scale.</param>
/// <param name="Outlook">The predictive distribution; null when too little is known.</param>
/// <param name="Tail">What became of the probabilities that scale and profile gave.</param>
internal readonly record struct MetricChoice(
    MetricScale Scale, MetricProfile Profile, double Buckets, MetricExpectation Expected, MetricOutlook? Outlook, TailCalibration Tail)
{
    /// <summary>The expected number.</summary>
    public double Typical => Scale.FromScale(Expected.Mean);

    /// <summary>The chances of something more extreme and of something at least as extreme, before calibration. Needs an outlook.</summary>
    public (double Beyond, double Least) Chance(double value, MetricSide side)
    {
        var high = (Beyond: Above(value + Scale.Step), Least: Above(value));
        var low = (Beyond: Below(value - Scale.Step), Least: Below(value));
        if (side == MetricSide.High) return high;
        if (side == MetricSide.Low) return low;
        var (beyond, least) = high.Least <= low.Least ? high : low;
        return (Math.Min(1, 2 * beyond), Math.Min(1, 2 * least));
    }

    private double Above(double value) => Mixed(Outlook!.High(Scale.ToScale(value)), value - Typical);

    private double Below(double value) => Mixed(Outlook!.Low(Scale.ToScale(value)), Typical - value);

    /// <summary>With one bucket's worth of what never was (see <see cref="MetricModel"/>).</summary>
    private double Mixed(double chance, double beyond) =>
        Math.Min(1, ((Buckets * chance) + (0.5 / (1 + Math.Clamp(beyond / Scale.Unit(Expected), 0, Buckets)))) / (Buckets + 1));
}
