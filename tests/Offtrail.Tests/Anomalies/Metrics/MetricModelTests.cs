using CsCheck;
using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Metrics;

public sealed class MetricModelTests
{
    private static readonly Gen<MetricSide> s_sides = Gen.Int[0, 2].Select(s => (MetricSide)s);

    /// <summary>Gaps in hours, and numbers: small, large, and for measured ones negative and broken.</summary>
    private static Gen<(int Gap, double Value)[]> Histories(MetricKind kind) =>
        Gen.Select(Gen.Int[1, 30], kind == MetricKind.Counted ? Gen.OneOf(Gen.Int[0, 3], Gen.Int[0, 60]).Select(v => (double)v) : Gen.OneOf(Gen.Double[-3, 3].Select(v => Math.Round(v, 6)), Gen.Double[0, 1e6].Select(v => Math.Round(v, 3)), Gen.Int[0, 2].Select(v => (double)v))).Array[0, 45];

    [Theory]
    [InlineData(MetricKind.Counted)]
    [InlineData(MetricKind.Measured)]
    public void It_judges_as_its_plain_twin_does(object kind) =>
        Gen.Select(Histories((MetricKind)kind), s_sides, Gen.Int[5, 60]).Sample((history, side, halfLife) =>
        {
            var settings = new MetricSettings((MetricKind)kind, TimeSpan.FromHours(1), side) { HalfLife = TimeSpan.FromDays(halfLife) };
            var (model, twin, bucket) = (new MetricModel(settings), new MetricTwin(settings), Made.May);
            foreach (var (gap, value) in history)
            {
                bucket += gap * Made.Hour;
                Compare(model, twin, bucket, value);
                model.Learn(bucket, value);
                twin.Learn(bucket, value);
                model.CheckInvariants();
            }
        }, iter: 40, threads: 1);

    [Theory]
    [InlineData(MetricKind.Counted, 5)]
    [InlineData(MetricKind.Counted, 35)]
    [InlineData(MetricKind.Measured, 5)]
    public void With_a_profile_it_judges_as_its_plain_twin_does(object kind, int days)
    {
        var settings = new MetricSettings((MetricKind)kind, TimeSpan.FromHours(1), MetricSide.Both);
        var (model, twin, series) = (new MetricModel(settings), new MetricTwin(settings), new MetricSeries(3));
        var last = MetricProfile.None;
        for (var hour = 0; hour < days * 24; hour++)
        {
            var bucket = Made.May + (hour * Made.Hour);
            var busy = MetricSeries.Busy(hour, true);
            var value = settings.Kind == MetricKind.Counted ? series.NegativeBinomial(40 * busy, 20) : series.LogNormal(1e3 * busy, 0.3);
            if (hour % 12 == 0) Compare(model, twin, bucket, value);
            last = model.Judge(bucket, value).History.Profile;
            model.Learn(bucket, value);
            twin.Learn(bucket, value);
        }

        last.ShouldBe(days > 30 ? MetricProfile.HourOfWeek : MetricProfile.HourOfDay);
    }

    [Theory]
    [InlineData(MetricKind.Counted)]
    [InlineData(MetricKind.Measured)]
    public void A_number_further_out_is_never_more_probable(object kind) =>
        Gen.Select(Histories((MetricKind)kind), Gen.Double[0, 1e7], Gen.Double[0, 1e7]).Sample((history, a, b) =>
        {
            var (low, high) = (Math.Floor(Math.Min(a, b)), Math.Ceiling(Math.Max(a, b)));
            foreach (var side in (MetricSide[])[MetricSide.High, MetricSide.Low])
            {
                var (model, bucket) = Learned((MetricKind)kind, side, history);
                var (below, above) = (model.Judge(bucket, low).Probability, model.Judge(bucket, high).Probability);
                (side == MetricSide.High ? above - below : below - above).ShouldBeLessThanOrEqualTo(1e-12);
            }
        }, iter: 300, threads: 1);

    [Theory]
    [InlineData(MetricKind.Counted)]
    [InlineData(MetricKind.Measured)]
    public void The_probability_keeps_its_bound_even_over_centuries(object kind) =>
        Gen.Select(Gen.Select(Gen.Int[1, 400_000], Gen.OneOf(Gen.Int[0, 9].Select(v => (double)v), Gen.Double[0, 1e300].Select(Math.Floor))).Array[1, 30], s_sides).Sample((history, side) =>
        {
            var kinds = (MetricKind)kind;
            var (model, bucket, n) = (new MetricModel(new MetricSettings(kinds, TimeSpan.FromHours(1), side) { HalfLife = TimeSpan.FromDays(1) }), Made.May, 0);
            foreach (var (days, value) in history)
            {
                bucket += (days % 3 == 0 ? days : 0) * Made.Day + Made.Hour;
                foreach (var number in (double[])[0, 1, value, 1e15])
                {
                    var judged = model.Judge(bucket, number);
                    judged.Probability.ShouldBeGreaterThan(0);
                    judged.Probability.ShouldBeLessThanOrEqualTo(1);
                    double.IsFinite(judged.Typical).ShouldBeTrue();
                    judged.Probability.ShouldBeGreaterThanOrEqualTo(0.999 / (2 * (n + 1) * (n + 1)));
                    if (kinds == MetricKind.Counted && number <= judged.Typical) judged.Probability.ShouldBeGreaterThanOrEqualTo(0.999 / (4 * (n + 1)));
                }

                model.Learn(bucket, value);
                model.CheckInvariants();
                n++;
            }
        }, seed: "65bicR94SOpN", iter: 60, threads: 1); // with this seed a probability was once a bit over 1

    [Theory]
    [InlineData(MetricKind.Counted)]
    [InlineData(MetricKind.Measured)]
    public void Where_nothing_or_always_the_same_happens_one_more_is_no_finding(object kind)
    {
        foreach (var constant in (double[])[0, 1])
        {
            foreach (var count in (int[])[20, 200, 2000])
            {
                var (model, bucket) = Learned((MetricKind)kind, MetricSide.High, Enumerable.Repeat((1, constant), count));
                model.Judge(bucket, constant + 1).Probability.ShouldBeGreaterThan(0.1, $"{count} buckets of {constant}");
            }
        }
    }

    [Theory]
    [InlineData(MetricKind.Counted)]
    [InlineData(MetricKind.Measured)]
    public void A_number_ten_times_the_usual_is_one_in_a_month_or_less(object kind)
    {
        var series = new MetricSeries(5);
        var (model, bucket) = Learned((MetricKind)kind, MetricSide.High, Enumerable.Range(0, 24 * 14).Select(_ => (1, series.Poisson(20))));
        model.Judge(bucket, 200).Probability.ShouldBeLessThan(1 / (24.0 * 30));
    }

    [Fact]
    public void One_attack_does_not_blind_it()
    {
        var series = new MetricSeries(5);
        var history = Enumerable.Range(0, 24 * 14).Select(_ => (1, series.Poisson(20))).ToList();
        var (model, bucket) = Learned(MetricKind.Counted, MetricSide.High, history);
        model.Learn(bucket, 100_000);
        model.Judge(bucket + Made.Hour, 200).Probability.ShouldBeLessThan(1 / (24.0 * 30));
        model.Judge(bucket + Made.Hour, 20).Typical.ShouldBe(20, 1);
    }

    [Fact]
    public void A_quiet_night_with_day_s_numbers_is_found_once_the_hours_are_known()
    {
        var series = new MetricSeries(7);
        var (model, bucket) = Learned(MetricKind.Counted, MetricSide.High, Enumerable.Range(0, 24 * 14).Select(h => (1, series.Poisson(100 * MetricSeries.Busy(h + 1, false)))));
        var night = bucket + (17 * Made.Hour);
        var judged = model.Judge(night, 100);
        judged.History.Profile.ShouldBe(MetricProfile.HourOfDay);
        judged.Typical.ShouldBeLessThan(20);
        judged.Probability.ShouldBeLessThan(0.002);
    }

    [Fact]
    public void What_is_no_number_of_the_kind_is_refused()
    {
        var counted = new MetricModel(new MetricSettings(MetricKind.Counted, TimeSpan.FromHours(1), MetricSide.High));
        foreach (var wrong in (double[])[-1, 0.5, double.NaN, double.PositiveInfinity]) Should.Throw<ArgumentOutOfRangeException>(() => counted.Learn(Made.May, wrong));
        Should.Throw<ArgumentOutOfRangeException>(() => new MetricModel(new MetricSettings(MetricKind.Measured, TimeSpan.FromHours(1), MetricSide.High)).Judge(Made.May, double.NaN));
    }

    private static (MetricModel Model, long Bucket) Learned(MetricKind kind, MetricSide side, IEnumerable<(int Gap, double Value)> history)
    {
        var (model, bucket) = (new MetricModel(new MetricSettings(kind, TimeSpan.FromHours(1), side)), Made.May);
        foreach (var (gap, value) in history) model.Learn(bucket += gap * Made.Hour, value);
        return (model, bucket + Made.Hour);
    }

    private static void Compare(MetricModel model, MetricTwin twin, long bucket, double value)
    {
        foreach (var number in (double[])[0, 1, Math.Floor(value), Math.Floor(value) * 2])
        {
            var judged = model.Judge(bucket, Math.Abs(number));
            var (p, typical, profile) = twin.Judge(bucket, Math.Abs(number));
            judged.Probability.ShouldBe(p, p * 1e-5);
            judged.Typical.ShouldBe(typical, 1e-9 + (Math.Abs(typical) * 1e-7));
            judged.History.Profile.ShouldBe(profile);
        }
    }
}
