namespace Offtrail.Anomalies;

/// <summary>
/// Weights that halve every half-life. They are kept relative to an origin, 2^((bucket - origin)/half-life), so that nothing
/// must be decayed when time passes; the origin moves on before weights leave the range of a double.
/// </summary>
/// <param name="halfLife">Above 0.</param>
/// <param name="origin">Microseconds since 1970 at which a weight is 1; null before the first bucket.</param>
internal sealed class Ageing(TimeSpan halfLife, long? origin = null)
{
    private const int Most = 256; // 2^256 times any count is far from the end of a double, 1.8e308
    private readonly long _halfLife = halfLife.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Where a weight is 1, in microseconds; null before the first bucket.</summary>
    public long? Origin { get; private set; } = origin;

    /// <summary>The weight of a bucket that is learned now; dividing by it turns sums into sums of now. May be infinite.</summary>
    public double Weight(long bucket) => Origin is { } from ? Math.Pow(2, (bucket - from) / (double)_halfLife) : 1;

    /// <summary>Makes room for a bucket.</summary>
    /// <returns>What all sums must be multiplied by: 1, or a power of two, so that no bit is lost; 0 after ages.</returns>
    public double Advance(long bucket)
    {
        var from = Origin ?? bucket;
        var steps = (bucket - from) / ((double)_halfLife * Most);
        var whole = steps > 1 ? (long)Math.Ceiling(steps) - 1 : 0;
        Origin = from + (whole * Most * _halfLife);
        return whole == 0 ? 1 : Math.Pow(2, -(double)(whole * Most));
    }
}
