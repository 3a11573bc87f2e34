using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Metrics;

/// <summary>
/// On stationary series the share of buckets that are given p or less is p, within a factor of two: hourly buckets, thirty days
/// judged after 200 buckets (after five weeks where the
/// week matters), over several seeds.
/// </summary>
public sealed class MetricCalibrationTests(ITestOutputHelper output)
{
    private const int Learned = 200;
    private const int Judged = 30 * 24;
    private const int Weeks = 5 * 7 * 24; // until a profile of the week is supported
    private const int Seeds = 8;
    private const string Misfit = "counts near log-normal"; // no negative binomial: it may say too much, never too little

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var name in s_series.Keys) for (var side = 0; side < 3; side++) cases.Add(name, side);
            return cases;
        }
    }

    private static readonly Dictionary<string, (MetricKind Kind, Func<MetricSeries, int, double> Next, Func<int, NegativeBinomial>? Truth)> s_series = new(StringComparer.Ordinal)
    {
        ["Poisson 20"] = (MetricKind.Counted, (s, _) => s.Poisson(20), _ => new(20, 1e9)),
        ["Poisson 300"] = (MetricKind.Counted, (s, _) => s.Poisson(300), _ => new(300, 1e9)),
        ["Poisson 100, daily"] = (MetricKind.Counted, (s, h) => s.Poisson(100 * MetricSeries.Busy(h, false)), h => new(100 * MetricSeries.Busy(h, false), 1e9)),
        ["negative binomial 30 of size 2"] = (MetricKind.Counted, (s, _) => s.NegativeBinomial(30, 2), _ => new(30, 2)),
        ["negative binomial 200 of size 0.7"] = (MetricKind.Counted, (s, _) => s.NegativeBinomial(200, 0.7), _ => new(200, 0.7)),
        ["negative binomial 100 of size 4, daily"] = (MetricKind.Counted, (s, h) => s.NegativeBinomial(100 * MetricSeries.Busy(h, false), 4), h => new(100 * MetricSeries.Busy(h, false), 4)),
        ["negative binomial 100 of size 4, weekly"] = (MetricKind.Counted, (s, h) => s.NegativeBinomial(100 * MetricSeries.Busy(h, true), 4), h => new(100 * MetricSeries.Busy(h, true), 4)),
        [Misfit] = (MetricKind.Counted, (s, _) => Math.Floor(s.LogNormal(50, 1)), null),
        ["log-normal"] = (MetricKind.Measured, (s, _) => s.LogNormal(1e6, 1.5), null),
        ["log-normal, daily"] = (MetricKind.Measured, (s, h) => s.LogNormal(1e6 * MetricSeries.Busy(h, false), 0.5), null),
        ["normal"] = (MetricKind.Measured, (s, _) => 5 + (2 * s.Normal()), null),
        ["normal, daily"] = (MetricKind.Measured, (s, h) => (10 * MetricSeries.Busy(h, false)) + s.Normal(), null),
        ["normal about 0"] = (MetricKind.Measured, (s, _) => s.Normal(), null),
        ["t of 3 degrees"] = (MetricKind.Measured, (s, _) => 100 + (5 * s.StudentT(3)), null),
    };

    /// <summary>A count can't come as seldom as one likes: where the true probability allows less, half of that is asked for.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Small_probabilities_come_as_often_as_they_say(string name, int side)
    {
        var (kind, next, truth) = s_series[name];
        var (given, possible) = (new List<double>(), new List<double>());
        var profiles = new int[3];
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var series = new MetricSeries(seed);
            var model = new MetricModel(new MetricSettings(kind, TimeSpan.FromHours(1), (MetricSide)side));
            var learned = name.EndsWith("weekly", StringComparison.Ordinal) ? Weeks : Learned;
            for (var hour = 0; hour < learned + Judged; hour++)
            {
                var (bucket, value) = (Made.May + (hour * Made.Hour), next(series, hour));
                if (hour >= learned)
                {
                    var judged = model.Judge(bucket, value);
                    profiles[(int)judged.History.Profile]++;
                    given.Add(judged.Probability);
                    if (truth is not null) possible.Add(True(truth(hour), value, (MetricSide)side));
                }

                model.Learn(bucket, value);
            }

            model.CheckInvariants();
        }

        output.WriteLine($"{name}, {(MetricSide)side}: {Share(given, 0.1):0.0000} at 0.1, {Share(given, 0.01):0.0000} at 0.01, {Share(given, 0.001):0.00000} at 0.001; profiles {string.Join('/', profiles)}");
        foreach (var q in (double[])[0.1, 0.01])
        {
            Share(given, q).ShouldBeLessThanOrEqualTo(2 * q);
            if (name != Misfit) Share(given, q).ShouldBeGreaterThanOrEqualTo(0.5 * (truth is null ? q : Math.Min(q, Share(possible, q))));
        }
    }

    private static double Share(List<double> probabilities, double q) => probabilities.Count(p => p <= q) / (double)probabilities.Count;

    private static double True(NegativeBinomial truth, double value, MetricSide side)
    {
        var (high, low) = (truth.AtLeast(value), truth.AtMost(value));
        return side switch { MetricSide.High => high, MetricSide.Low => low, _ => Math.Min(1, 2 * Math.Min(high, low)) };
    }
}
