using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Times;

/// <summary>
/// The time model, recomputed each time from the whole list of buckets: each lays a bell of an hour around its cell, and p is the
/// weight of the buckets that see no higher sum of the others' bells than the judged one does. A bucket takes its own bell away,
/// with the mean weight of those in its cell, and puts the judged one's in its place.
/// </summary>
internal sealed class TimeTwin(TimeSettings settings)
{
    private readonly List<long> _history = [];

    private TimeSpan Cell => settings.Cycle == TimeCycle.Day ? TimeSpan.FromMinutes(15) : TimeSpan.FromHours(1);

    private int Cells => (int)((settings.Cycle == TimeCycle.Day ? TimeSpan.FromDays(1) : TimeSpan.FromDays(7)) / Cell);

    public void Learn(long bucket) => _history.Add(bucket);

    /// <param name="now">The bucket.</param>
    /// <param name="tie">Densities no further apart are equal. The model takes 1e-12; sums in another order may decide otherwise close to it.</param>
    public double Judge(long now, double tie)
    {
        double Weight(long at) => Math.Pow(2, -((now - at) / (double)Made.Day) / settings.HalfLife.TotalDays);
        double Density(long at) => _history.Sum(h => Weight(h) * Bell(Apart(CellOf(h), CellOf(at))));
        double Each(long at) => _history.Where(h => CellOf(h) == CellOf(at)).Sum(h => Weight(h) * Weight(h)) / _history.Where(h => CellOf(h) == CellOf(at)).Sum(Weight);
        double Seen(long at) => Density(at) - (Each(at) * (Bell(0) - Bell(Apart(CellOf(at), CellOf(now)))));
        var here = Density(now);
        return (_history.Where(h => Seen(h) <= here + tie).Sum(Weight) + 1) / (_history.Sum(Weight) + 1);
    }

    private int Apart(int a, int b) => Math.Min(Math.Abs(a - b), Cells - Math.Abs(a - b));

    private double Bell(int apart)
    {
        double One(int i) => Math.Exp(-Math.Pow(i * (Cell / TimeSpan.FromHours(1)), 2) / 2);
        var most = (int)(4 * (TimeSpan.FromHours(1) / Cell));
        return apart > most ? 0 : One(apart) / Enumerable.Range(-most, (2 * most) + 1).Sum(One);
    }

    private int CellOf(long at)
    {
        var time = DateTimeOffset.UnixEpoch.AddTicks(at * TimeSpan.TicksPerMicrosecond);
        var into = time.TimeOfDay + (settings.Cycle == TimeCycle.Week ? TimeSpan.FromDays(((int)time.DayOfWeek + 6) % 7) : TimeSpan.Zero);
        return (int)Math.Floor(into / Cell);
    }
}
