namespace Offtrail.Anomalies;

/// <summary>Weighted sums of the numbers in each hour of the week, from Monday 00:00 UTC.</summary>
internal sealed class SlotSums
{
    /// <summary>Hours of a day.</summary>
    public const int Day = 24;

    /// <summary>Hours of a week.</summary>
    public const int Week = 7 * Day;

    private const long MicrosAnHour = 3_600_000_000;
    private const int MondayBefore1970 = 3 * Day; // 1970-01-01 was a Thursday

    private readonly double[] _weights;
    private readonly double[] _sums;

    /// <summary>Copies stored sums.</summary>
    public SlotSums(double[] weights, double[] sums)
    {
        if (weights.Length != Week || sums.Length != Week) throw new ArgumentException($"expected {Week} slots", nameof(weights));
        (_weights, _sums) = ([.. weights], [.. sums]);
    }

    /// <summary>Weights by slot.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>Sums by slot.</summary>
    public IReadOnlyList<double> Sums => _sums;

    /// <summary>The hour of the week in which a bucket begins.</summary>
    public static int SlotOf(long bucket)
    {
        var hours = (bucket >= 0 ? bucket : bucket - MicrosAnHour + 1) / MicrosAnHour;
        return (int)((((hours + MondayBefore1970) % Week) + Week) % Week);
    }

    /// <summary>Weight and sum of an hour of the day: its seven slots, Monday first.</summary>
    public (double Weight, double Sum) OfHour(int hour)
    {
        var (weight, sum) = (0.0, 0.0);
        for (var slot = hour; slot < Week; slot += Day) (weight, sum) = (weight + _weights[slot], sum + _sums[slot]);
        return (weight, sum);
    }

    /// <summary>Weight and sum of a slot.</summary>
    public (double Weight, double Sum) OfSlot(int slot) => (_weights[slot], _sums[slot]);

    /// <summary>Weight and sum of all slots.</summary>
    public (double Weight, double Sum) OfAll()
    {
        var (weight, sum) = (0.0, 0.0);
        for (var slot = 0; slot < Week; slot++) (weight, sum) = (weight + _weights[slot], sum + _sums[slot]);
        return (weight, sum);
    }

    /// <summary>Adds a bucket.</summary>
    public void Add(int slot, double weight, double x)
    {
        _weights[slot] += weight;
        _sums[slot] += weight * x;
    }

    /// <summary>Scales all weights.</summary>
    public void Multiply(double factor)
    {
        for (var slot = 0; slot < Week; slot++) (_weights[slot], _sums[slot]) = (_weights[slot] * factor, _sums[slot] * factor);
    }
}
