using CsCheck;
using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies;

public sealed class RareModelTests
{
    [Theory]
    [InlineData(0, 1, 5)]
    [InlineData(3, 1, 5)]
    [InlineData(1, 2.1, 5)]
    [InlineData(1, 1, 4)]
    public void A_state_that_no_history_leads_to_is_refused(long held, double weight, long last)
    {
        new RareModel(Made.Job, State(1, 1, 5)).CheckInvariants();
        new RareModel(Made.Job, State(2, 2, 6)).CheckInvariants();
        Should.Throw<InvalidOperationException>(() => new RareModel(Made.Job, State(held, weight, last)).CheckInvariants());

        static RareState State(long held, double weight, long last) => new(5, 5, 2, 2, [new RareValueState("a", weight, held, last)]);
    }

    [Fact]
    public void Before_the_first_bucket_it_is_nowhere_in_time()
    {
        var model = new RareModel(Made.Job);
        model.Learn(0, ["a"]);
        model.Judge("a", 3 * Made.Day).History.Days.ShouldBe(3, "a history may begin at 1970");
        RareState.Empty.First.ShouldBe(-1);
    }

    [Fact]
    public void What_it_knew_stands_in_the_history_and_the_state_is_in_the_order_of_arrival_and_name()
    {
        var model = new RareModel(Made.Job);
        model.Judge("a", Made.May).History.ShouldBe(new RareHistory(0, 0, 0, 0, null, 1));
        model.Learn(Made.May, ["c", "a", "b"]);
        var never = model.Judge("d", Made.May + Made.Hour);
        (never.Probability, never.Typical, never.History).ShouldBe((1, 0, new RareHistory(1, 1 / 24.0, 3, 0, null, 1)));
        model.Learn(Made.May + Made.Hour, ["a", "0"]);
        model.Judge("a", Made.May + (2 * Made.Day)).History.ShouldBe(new RareHistory(2, 2, 4, 2, Made.May + Made.Hour, 1), "in a bucket a day, each with something new");
        model.ToState().Values.Select(v => (v.Value, v.Buckets)).ShouldBe([("a", 2), ("b", 1), ("c", 1), ("0", 1)]);
    }

    /// <summary>Histories: gaps in hours between buckets, and which of eight values each bucket holds.</summary>
    private static readonly Gen<(int Gap, int[] Values)[]> s_histories = Gen.Select(Gen.Int[1, 60], Gen.Int[0, 7].Array[1, 5]).Array[0, 60];

    private static readonly string[] s_values = ["a", "b", "c", "d", "e", "f", "g", "é", "never"];

    [Fact]
    public void It_judges_as_its_plain_twin_does() =>
        Gen.Select(s_histories, Gen.Int[1, 60]).Sample((history, halfLife) =>
        {
            var job = Made.Job with { HalfLife = TimeSpan.FromDays(halfLife) };
            var (model, twin, bucket) = (new RareModel(job), new RareTwin(job), Made.May);
            foreach (var (gap, values) in history)
            {
                bucket += gap * Made.Hour;
                Compare(model, twin, bucket);
                string[] held = [.. values.Distinct().Select(v => s_values[v])];
                model.Learn(bucket, held);
                twin.Learn(bucket, held);
                model.CheckInvariants();
            }
        }, iter: 100, threads: 1);

    [Fact]
    public void A_value_seen_in_more_buckets_never_scores_higher() =>
        s_histories.Where(h => h.Length > 0).Sample(history =>
        {
            var (model, bucket) = (new RareModel(Made.Job), Made.May);
            foreach (var (gap, values) in history)
            {
                bucket += gap * Made.Hour;
                var held = values.Select(v => s_values[v]).ToHashSet(StringComparer.Ordinal);
                if (held.Contains("a")) held.Add("b"); // b is wherever a is
                model.Learn(bucket, held);
            }

            var (never, a, b) = (model.Judge("never", bucket + Made.Hour), model.Judge("a", bucket + Made.Hour), model.Judge("b", bucket + Made.Hour));
            b.Score.ShouldBeLessThanOrEqualTo(a.Score);
            b.Probability.ShouldBeGreaterThanOrEqualTo(a.Probability);
            b.ReturnDays.ShouldBeLessThanOrEqualTo(a.ReturnDays);
            a.Score.ShouldBeLessThanOrEqualTo(never.Score);
        }, iter: 1000, threads: 1);

    [Fact]
    public void A_sighting_more_in_the_newest_bucket_never_raises_the_score() =>
        s_histories.Where(h => h.Length > 0).Sample(history =>
        {
            var (without, with, bucket) = (new RareModel(Made.Job), new RareModel(Made.Job), Made.May);
            for (var i = 0; i < history.Length; i++)
            {
                bucket += history[i].Gap * Made.Hour;
                var held = history[i].Values.Select(v => s_values[v]).ToHashSet(StringComparer.Ordinal);
                if (i == history.Length - 1) held.Remove("a");
                without.Learn(bucket, held);
                if (i == history.Length - 1) held.Add("a");
                with.Learn(bucket, held);
            }

            with.Judge("a", bucket + Made.Hour).Score.ShouldBeLessThanOrEqualTo(without.Judge("a", bucket + Made.Hour).Score + 1e-9);
        }, iter: 1000, threads: 1);

    [Fact]
    public void The_probability_judgedabove_0_and_at_most_1_even_over_centuries() =>
        Gen.Select(Gen.Int[0, 400_000], Gen.Int[0, 7].Array[1, 4]).Array[1, 30].Sample(history =>
        {
            var (model, bucket) = (new RareModel(Made.Job with { HalfLife = TimeSpan.FromDays(1) }), Made.May);
            foreach (var (days, values) in history)
            {
                bucket += (days * Made.Day) + Made.Hour;
                foreach (var value in s_values)
                {
                    var judged = model.Judge(value, bucket);
                    judged.Probability.ShouldBeGreaterThan(0);
                    judged.Probability.ShouldBeLessThanOrEqualTo(1);
                    double.IsFinite(judged.ReturnDays).ShouldBeTrue();
                    judged.Score.ShouldBeInRange(0, 100);
                    judged.Typical.ShouldBeInRange(0, 1);
                    double.IsFinite(judged.History.NewValueDays).ShouldBeTrue();
                }

                model.Learn(bucket, values.Distinct().Select(v => s_values[v]));
                model.CheckInvariants();
            }
        }, iter: 30, threads: 1);

    [Fact]
    public void The_order_of_values_within_a_bucket_changes_no_bit() =>
        s_histories.Sample(history =>
        {
            var (one, other, bucket) = (new RareModel(Made.Job), new RareModel(Made.Job), Made.May);
            foreach (var (gap, values) in history)
            {
                bucket += gap * Made.Hour;
                string[] held = [.. values.Distinct().Select(v => s_values[v])];
                one.Learn(bucket, held);
                other.Learn(bucket, held.Reverse());
            }

            foreach (var value in s_values) other.Judge(value, bucket + Made.Hour).ShouldBe(one.Judge(value, bucket + Made.Hour));
        }, iter: 200, threads: 1);

    [Fact]
    public void With_t_active_buckets_no_value_judgedrarer_than_one_in_t_plus_1()
    {
        var model = new RareModel(Made.Job with { HalfLife = TimeSpan.FromDays(3650) });
        for (var i = 0; i < 99; i++) model.Learn(Made.May + (i * Made.Hour), ["a", "b"]);
        model.Judge("never", Made.May + (99 * Made.Hour)).Probability.ShouldBe(0.01, 0.0001);
    }

    [Fact]
    public void It_judgedlearning_until_both_marks_are_passed()
    {
        var model = new RareModel(Made.Job with { LearningBuckets = 20, LearningTime = TimeSpan.FromDays(3) });
        for (var i = 0; i < 19; i++) model.Learn(Made.May + (i * 6 * Made.Hour), ["a"]);
        model.Judge("b", Made.May + (20 * Made.Day)).Learning.ShouldBeTrue("19 buckets");
        model.Learn(Made.May + (19 * 6 * Made.Hour), ["a"]);
        model.Judge("b", Made.May + (20 * Made.Day)).Learning.ShouldBeFalse();
        var quick = new RareModel(Made.Job);
        for (var i = 0; i < 60; i++) quick.Learn(Made.May + (i * Made.Hour), ["a"]);
        quick.Judge("b", Made.May + (60 * Made.Hour)).Learning.ShouldBeTrue("60 hours");
        quick.Judge("b", Made.May + (3 * Made.Day)).Learning.ShouldBeFalse("three days");
    }

    [Fact]
    public void What_every_active_hour_of_a_quiet_account_holds_is_not_unusual()
    {
        var model = new RareModel(Made.Job);
        for (var i = 0; i < 60; i++)
        {
            var bucket = Made.May + (i * 6 * 24 * Made.Hour);
            if (i > 0) model.Judge("AccessDenied", bucket).Score.ShouldBe(0, $"bucket {i}");
            model.Learn(bucket, ["AccessDenied"]);
        }

        model.Judge("NeverSeen", Made.May + (60 * 6 * 24 * Made.Hour)).Score.ShouldBeGreaterThan(75);
    }

    private static void Compare(RareModel model, RareTwin twin, long bucket)
    {
        foreach (var value in s_values)
        {
            var (judged, should) = (model.Judge(value, bucket), twin.Judge(value, bucket));
            judged.Probability.ShouldBe(should.P, should.P * 1e-9);
            judged.ReturnDays.ShouldBe(should.ReturnDays, should.ReturnDays * 1e-9);
            judged.Typical.ShouldBe(should.Typical, should.Typical * 1e-9);
            judged.Score.ShouldBe(should.Typical > 0 && should.P >= 0.5 ? 0 : RecordScore.OfReturn(should.ReturnDays), 1e-6);
            judged.Learning.ShouldBe(should.Learning);
        }
    }
}
