using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Metrics;

/// <summary>
/// The metric model, recomputed each time from the whole list of buckets with decayed weights, after the formulae in the remarks
/// of MetricModel, CountScale, PlainScale, LogScale, ProfileMeans, CountOutlook, RealOutlook and TailCalibration.
/// </summary>
internal sealed class MetricTwin(MetricSettings settings)
{
    private readonly List<Bucket> _history = [];
    private double? _unit;

    private bool Counts => settings.Kind == MetricKind.Counted;

    private int Views => Counts ? 1 : 2;

    public (double P, double Typical, MetricProfile Profile) Judge(long now, double value)
    {
        var c = Choose(now);
        var (p, e) = (c.Known ? Chance(c, value).Least : 1, 0.0);
        if (!c.Known) return (1, Back(c.View, c.Mean), c.Profile);
        var told = _history.Where(h => h.Told[c.View, (int)c.Profile]).ToList();
        var n = told.Sum(h => Weight(h, now));
        var k = told.Sum(h => Weight(h, now) * h.Excesses[c.View, (int)c.Profile]);
        var s = told.Sum(h => Weight(h, now) * h.Logs[c.View, (int)c.Profile]);
        var share = Math.Max(0.1, (k + 2) / (n + 20));
        e = Math.Log(0.1 / p);
        var adjusted = p > 0.1 ? share + ((1 - share) * (p - 0.1) / 0.9) : Math.Max(p, share * Math.Pow(1 + (e / (10 + Math.Max(s, k))), -(10 + k)));
        return (adjusted, Back(c.View, c.Mean), c.Profile);
    }

    public void Learn(long at, double value)
    {
        var chosen = Choose(at);
        var learned = value;
        if (_history.Count >= 20 && chosen.Known)
        {
            var x = To(chosen.View, value);
            var sd = Counts ? Math.Sqrt(chosen.Mean + (chosen.Mean * chosen.Mean / chosen.Size)) : chosen.Width;
            var clipped = Counts ? Math.Min(x, Math.Max(5, Math.Ceiling(chosen.Mean + (6 * sd)))) : Math.Clamp(x, chosen.Mean - (6 * sd), chosen.Mean + (6 * sd));
            if (clipped != x) learned = Back(chosen.View, clipped);
        }

        if (!Counts && learned != 0) _unit ??= Math.Abs(learned) / 1024;
        var bucket = new Bucket(at, learned);
        var compare = Enumerable.Range(0, Views).All(v => (v == 0 || _unit is not null) && Expect(v, MetricProfile.None, at).Known);
        for (var view = 0; view < Views; view++)
        {
            if (view == 1 && _unit is null) continue;
            Expectation? last = null;
            foreach (var profile in Enum.GetValues<MetricProfile>())
            {
                var c = Expect(view, profile, at);
                if (c.Known) last = c;
                if (compare) bucket.Scores[view, (int)profile] = LogDensity(last!, learned);
                if (c.Known) (bucket.Told[view, (int)profile], (bucket.Excesses[view, (int)profile], bucket.Logs[view, (int)profile])) = (true, Spread(Chance(c, value)));
                var visited = profile == MetricProfile.None || _history.Any(h => Slot(h.At, profile) == Slot(at, profile));
                if (!visited || (!Counts && c.Support == 0)) continue;
                var error = To(view, learned) - c.Mean;
                bucket.Excess[view, (int)profile] = (error * error * c.Support / (c.Support + 1)) - (Counts ? c.Mean : 0);
                bucket.Basis[view, (int)profile] = Counts ? c.Mean * c.Mean : 1;
            }
        }

        _history.Add(bucket);
    }

    private static (double Count, double Log) Spread((double Beyond, double Least) p)
    {
        if (p.Beyond >= 0.1) return (0, 0);
        if (p.Least - p.Beyond <= 1e-12) return p.Least <= 0.1 ? (1, Math.Log(0.1 / p.Least)) : (0, 0);
        const int Steps = 20_000; // the mean over the interval of the indicator of p <= u, and of ln(u/p) there
        var to = Math.Min(0.1, p.Least);
        var log = Enumerable.Range(0, Steps).Sum(i => Math.Log(0.1 / (p.Beyond + ((to - p.Beyond) * (i + 0.5) / Steps)))) / Steps;
        var part = (to - p.Beyond) / (p.Least - p.Beyond);
        return (part, part * log);
    }

    private Expectation Choose(long now)
    {
        Expectation Best(int view, out double score)
        {
            var best = MetricProfile.None;
            foreach (var (profile, slots) in new[] { (MetricProfile.HourOfDay, 24), (MetricProfile.HourOfWeek, 168) })
            {
                var visited = _history.Select(h => Slot(h.At, profile)).Distinct().Count();
                var visits = visited == 0 ? 0 : _history.Sum(h => Weight(h, now)) / visited / Math.Max(1, TimeSpan.FromHours(1) / settings.BucketSpan);
                if (visits >= 3 && Score(view, profile) - Score(view, best) > 3) best = profile;
            }

            score = Score(view, best);
            var choice = Expect(view, best, now);
            return choice.Known ? choice : Expect(view, MetricProfile.None, now);
        }

        double Score(int view, MetricProfile profile) => _history.Sum(h => Weight(h, now) * h.Scores[view, (int)profile]);
        var first = Best(0, out var plain);
        if (Views == 1 || _unit is null) return first;
        var second = Best(1, out var other);
        return other - plain > 3 ? second : first;
    }

    private Expectation Expect(int view, MetricProfile profile, long now)
    {
        double Sum(IEnumerable<Bucket> some) => some.Sum(h => Weight(h, now) * To(view, h.Value));
        double Total(IEnumerable<Bucket> some) => some.Sum(h => Weight(h, now));
        var weight = Total(_history) + (Counts ? 0.01 : 0);
        var overall = weight == 0 ? 0 : (Sum(_history) + (Counts ? 0.01 : 0)) / weight;
        var basis = _history.Sum(h => Weight(h, now) * h.Basis[view, (int)profile]);
        var excess = _history.Sum(h => Weight(h, now) * h.Excess[view, (int)profile]);
        var spread = Counts ? Math.Max(0, (excess + (2 * overall * overall / Math.Max(0.5, overall))) / (basis + (2 * overall * overall))) : basis > 0 ? excess / basis : 0;
        double Own(IEnumerable<Bucket> some, double parent) => Counts ? (Sum(some) + 0.5) / (Total(some) + (0.5 / parent)) : some.Any() ? Sum(some) / Total(some) : parent;
        double Effect(double m) => Counts ? Math.Log(m) : m;
        double Noise(double m) => Counts ? (1 / m) + spread : spread;
        (double Mean, double Support) Shrunk(double w, double own, double parent, double parentSupport, double tau)
        {
            if (tau <= 0 || (w * tau) + Noise(own) <= 0) return (parent, parentSupport);
            var z = w * tau / ((w * tau) + Noise(own));
            var effect = Effect(parent) + (z * (Effect(own) - Effect(parent)));
            return (Counts ? Math.Exp(effect) : effect, 1 / (((1 - z) * (1 - z) / parentSupport) + (tau / ((w * tau) + Noise(own)))));
        }

        var (mean, support) = (overall, weight);
        if (profile != MetricProfile.None)
        {
            var hours = _history.GroupBy(h => Slot(h.At, MetricProfile.HourOfDay)).ToDictionary(g => g.Key, g => g.ToList());
            double HourMean(int hour) => Own(hours.GetValueOrDefault(hour, []), overall);
            var tau = _history.Count == 0 ? 0 : hours.Sum(g => (Total(g.Value) * Math.Pow(Effect(HourMean(g.Key)) - Effect(overall), 2)) - (Noise(HourMean(g.Key)) * (1 - (Total(g.Value) / weight)))) / Total(_history);
            var hourNow = Slot(now, MetricProfile.HourOfDay);
            (mean, support) = Shrunk(Total(hours.GetValueOrDefault(hourNow, [])), HourMean(hourNow), overall, weight, tau);
            if (profile == MetricProfile.HourOfWeek)
            {
                var slots = _history.GroupBy(h => Slot(h.At, MetricProfile.HourOfWeek)).ToDictionary(g => g.Key, g => g.ToList());
                double SlotMean(int slot) => Own(slots.GetValueOrDefault(slot, []), HourMean(slot % 24));
                tau = _history.Count == 0 ? 0 : slots.Sum(g => (Total(g.Value) * Math.Pow(Effect(SlotMean(g.Key)) - Effect(HourMean(g.Key % 24)), 2)) - (Noise(SlotMean(g.Key)) * (1 - (Total(g.Value) / Total(hours[g.Key % 24]))))) / Total(_history);
                var slotNow = Slot(now, MetricProfile.HourOfWeek);
                (mean, support) = Shrunk(Total(slots.GetValueOrDefault(slotNow, [])), SlotMean(slotNow), mean, support, tau);
            }
        }

        var steps = _history.Zip(_history.Skip(1), (a, b) => (A: To(view, a.Value), B: To(view, b.Value))).Where(p => Math.Abs(p.A - p.B) > 1e-9 * Math.Max(Math.Abs(p.A), Math.Abs(p.B))).Select(p => Math.Abs(p.A - p.B)).ToList();
        var unknown = view == 1 ? Math.Log(2) : mean == 0 ? 1 : Math.Abs(mean);
        var width = Math.Max(steps.Count > 0 ? steps.Min() : unknown, Math.Sqrt(spread * (1 + (1 / support))));
        var unit = Counts ? Math.Max(1, mean) : view == 0 ? (mean == 0 && spread == 0 ? 1 : Math.Max(Math.Abs(mean), Math.Sqrt(spread))) : Math.Max(_unit!.Value, Math.Abs(Back(1, mean)));
        return new(view, profile, Counts || (basis > 1e-9 && support > 1e-9), Total(_history), mean, support, Counts ? mean / ((spread * mean) + ((1 + (spread * mean)) / support)) : 0, width, basis, unit);
    }

    private (double Beyond, double Least) Chance(Expectation c, double value)
    {
        double Mixed(double chance, double beyond) => Math.Min(1, ((c.Buckets * chance) + (1 / (2 * (1 + Math.Min(c.Buckets, Math.Max(0, beyond) / c.Unit))))) / (c.Buckets + 1));
        double High(double v) => Mixed(Counts ? Math.Max(PlainTails.CountAtLeast(v, c.Mean, c.Size), PlainTails.PoissonAtLeast(v, 0.5)) : PlainTails.StudentAtLeast((To(c.View, v) - c.Mean) / c.Width, c.Basis), v - Back(c.View, c.Mean));
        double Low(double v) => Mixed(Counts ? PlainTails.CountAtMost(v, c.Mean, c.Size) : PlainTails.StudentAtLeast((c.Mean - To(c.View, v)) / c.Width, c.Basis), Back(c.View, c.Mean) - v);
        var step = Counts ? 1 : 0;
        var (high, low) = ((High(value + step), High(value)), (Low(value - step), Low(value)));
        if (settings.Side != MetricSide.Both) return settings.Side == MetricSide.High ? high : low;
        var (beyond, least) = high.Item2 <= low.Item2 ? high : low;
        return (Math.Min(1, 2 * beyond), Math.Min(1, 2 * least));
    }

    private double LogDensity(Expectation c, double value) =>
        Counts ? PlainTails.LogCount(value, c.Mean, c.Size)
        : PlainTails.LogStudent((To(c.View, value) - c.Mean) / c.Width, c.Basis) - Math.Log(c.Width) - (c.View == 1 ? Math.Log(_unit!.Value + Math.Abs(value)) : 0);

    private double Weight(Bucket h, long now) => Math.Pow(2, -((now - h.At) / (double)Made.Day) / settings.HalfLife.TotalDays);

    private double To(int view, double value) => view == 0 || value == 0 ? value : Math.Sign(value) * Math.Log(1 + (Math.Abs(value) / _unit!.Value));

    private double Back(int view, double x) => view == 0 ? x : Math.Sign(x) * (Math.Exp(Math.Abs(x)) - 1) * _unit!.Value;

    private static int Slot(long at, MetricProfile profile)
    {
        var time = DateTimeOffset.UnixEpoch.AddTicks(at * TimeSpan.TicksPerMicrosecond);
        return time.Hour + (profile == MetricProfile.HourOfWeek ? 24 * (((int)time.DayOfWeek + 6) % 7) : 0);
    }

    private sealed record Bucket(long At, double Value)
    {
        public double[,] Scores { get; } = new double[2, 3];
        public double[,] Excess { get; } = new double[2, 3];
        public double[,] Basis { get; } = new double[2, 3];
        public double[,] Excesses { get; } = new double[2, 3];
        public double[,] Logs { get; } = new double[2, 3];
        public bool[,] Told { get; } = new bool[2, 3];
    }

    private sealed record Expectation(int View, MetricProfile Profile, bool Known, double Buckets, double Mean, double Support, double Size, double Width, double Basis, double Unit);
}
