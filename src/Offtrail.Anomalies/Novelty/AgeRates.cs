namespace Offtrail.Anomalies;

/// <summary>
/// How often partitions of an age meet something new: the share of their active buckets that held a value which the
/// partition did not have before, over all partitions of a scope. The age is counted in the partition's own active buckets,
/// in classes that double: 1, 2–3, 4–7, …
/// </summary>
/// <remarks>
/// The share is (new + ½) / (buckets + 1), the Jeffreys estimate of a proportion (Brown, Cai and DasGupta 2001, Stat. Sci.
/// 16(2), sec. 4.3). Counts are halved each half-life, a bucket at a time.
/// </remarks>
internal sealed class AgeRates
{
    private const int Classes = 48;

    private readonly double[] _buckets;
    private readonly double[] _new;

    /// <summary>Knows nothing yet.</summary>
    public AgeRates() : this(new double[Classes], new double[Classes])
    {
    }

    /// <summary>Goes on where <see cref="Buckets"/> and <see cref="New"/> stood.</summary>
    public AgeRates(double[] buckets, double[] withNew) => (_buckets, _new) = ([.. buckets], [.. withNew]);

    /// <summary>Active buckets by class, aged.</summary>
    public double[] Buckets => [.. _buckets];

    /// <summary>Those with something new, aged.</summary>
    public double[] New => [.. _new];

    /// <summary>The share at an age, 0 to 1. At age 0 everything is new.</summary>
    public double Of(long age) => age == 0 ? 1 : (_new[ClassOf(age)] + 0.5) / (_buckets[ClassOf(age)] + 1);

    public void Add(long age, bool hasNew)
    {
        var at = ClassOf(age);
        _buckets[at]++;
        if (hasNew) _new[at]++;
    }

    public void Age(double factor)
    {
        for (var i = 0; i < Classes; i++)
        {
            _buckets[i] *= factor;
            _new[i] *= factor;
        }
    }

    private static int ClassOf(long age) => age == 0 ? 0 : Math.Min(1 + (int)long.Log2(age), Classes - 1);
}
