using CsCheck;
using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies;

public sealed class NoveltyModelTests
{
    private static readonly string[] s_values = ["a", "b", "c", "d", "e", "Stop1", "Stop2", "never", "StopNever"];

    private static readonly JobDefinition s_job = Made.Job with { SensitiveValues = ["Stop*", "b"], LearningBuckets = 3, LearningTime = TimeSpan.FromDays(1) };

    /// <summary>Histories: gaps in hours between buckets, and of each active partition (of five) which of seven values it has; none is possible.</summary>
    private static readonly Gen<(int Gap, (int Partition, int[] Values)[] Active)[]> s_histories =
        Gen.Select(Gen.Int[1, 40], Gen.Select(Gen.Int[0, 4], Gen.Int[0, 6].Array[0, 3]).Array[1, 4]).Array[0, 16];

    [Fact]
    public Task It_judges_as_its_plain_twin_does() => Within.Seconds(60, () =>
        Gen.Select(s_histories, Gen.Int[1, 60]).Sample((history, halfLife) =>
        {
            var job = s_job with { HalfLife = TimeSpan.FromDays(halfLife) };
            var (run, twin) = (new Run(job), new NoveltyTwin(job));
            foreach (var (bucket, active) in Buckets(history))
            {
                Compare(run.Model, twin, bucket);
                run.Learn(bucket, active);
                twin.Learn(bucket, active);
                run.Model.CheckInvariants();
            }

            Compare(run.Model, twin, run.Last + Made.Day);
        }, iter: 60, threads: 1));

    [Fact]
    public void A_probability_is_above_0_and_at_most_1_and_a_return_period_finite_even_over_centuries() =>
        Gen.Select(s_histories, Gen.Int[0, 4000]).Sample((history, stretch) =>
        {
            var run = new Run(s_job with { HalfLife = TimeSpan.FromDays(1) });
            foreach (var (bucket, active) in Buckets(history, 1 + stretch))
            {
                foreach (var partition in (string[])["0", "3", "new"])
                {
                    foreach (var novelty in run.Model.Judge(partition, s_values, bucket))
                    {
                        novelty.Probability.ShouldBeGreaterThan(0);
                        novelty.Probability.ShouldBeLessThanOrEqualTo(1);
                        var days = run.Model.ReturnDays(novelty.Probability, bucket);
                        (double.IsFinite(days) && days > 0).ShouldBeTrue($"{days}");
                        run.Model.History(partition, novelty, 1, bucket).NewRate.ShouldBeInRange(3e-4, 1);
                    }
                }

                run.Learn(bucket, active);
                run.Model.CheckInvariants();
            }
        }, iter: 200, threads: 1);

    [Fact]
    public void More_peers_never_make_a_value_more_unusual() =>
        s_histories.Sample(history =>
        {
            var run = new Run(s_job with { SensitiveValues = [] });
            foreach (var (bucket, active) in Buckets(history)) run.Learn(bucket, active);
            foreach (var partition in (string[])["0", "1", "2", "3", "4", "new"])
            {
                var alone = s_values.SelectMany(v => run.Model.Judge(partition, [v], run.Last + Made.Hour)).OrderBy(n => n.Peers).ToArray();
                for (var i = 1; i < alone.Length; i++) alone[i].Probability.ShouldBeGreaterThanOrEqualTo(alone[i - 1].Probability);
            }
        }, iter: 500, threads: 1);

    [Fact]
    public void A_known_value_is_no_novelty_and_every_other_value_is_one() =>
        s_histories.Sample(history =>
        {
            var run = new Run(s_job);
            foreach (var (bucket, active) in Buckets(history)) run.Learn(bucket, active);
            foreach (var partition in Enumerable.Range(0, 6).Select(p => $"{p}"))
            {
                var had = Buckets(history).SelectMany(b => b.Active).Where(a => a.Partition == partition).SelectMany(a => a.Values).ToHashSet(StringComparer.Ordinal);
                run.Model.Judge(partition, s_values, run.Last + Made.Hour).Select(n => n.Value).ShouldBe(s_values.Where(v => !had.Contains(v)));
            }
        }, iter: 300, threads: 1);

    [Fact]
    public void The_names_of_partitions_and_so_their_order_change_no_bit() =>
        s_histories.Sample(history =>
        {
            var (one, other) = (new Run(s_job), new Run(s_job));
            foreach (var (bucket, active) in Buckets(history))
            {
                one.Learn(bucket, active);
                other.Learn(bucket, [.. active.Reverse().Select(a => (Renamed(a.Partition), a.Values))]);
            }

            foreach (var partition in (string[])["0", "1", "2", "3", "4", "new"])
                other.Model.Judge(Renamed(partition), s_values, one.Last + Made.Hour).ShouldBe(one.Model.Judge(partition, s_values, one.Last + Made.Hour));
        }, iter: 500, threads: 1);

    [Fact]
    public void A_new_partition_is_judged_at_rate_1() =>
        s_histories.Sample(history =>
        {
            var run = new Run(s_job);
            foreach (var (bucket, active) in Buckets(history)) run.Learn(bucket, active);
            var novelty = run.Model.Judge("new", ["a"], run.Last + Made.Hour).ShouldHaveSingleItem();
            var known = run.Model.History("new", novelty, 1, run.Last + Made.Hour);
            (known.NewRate, known.PartitionBuckets, known.PartitionValues).ShouldBe((1, 0, 0));
            // Its chance is the share of pairs of values that so few hold, with one added for the value itself.
            var holders = s_values.ToDictionary(v => v, v => Buckets(history).SelectMany(b => b.Active).Where(a => a.Values.Contains(v)).Select(a => a.Partition).Distinct().Count(), StringComparer.Ordinal);
            novelty.Probability.ShouldBe((holders.Values.Where(n => n <= holders["a"] + 1).Sum() + 1.0) / (holders.Values.Sum() + 1), 1e-12);
        }, iter: 300, threads: 1);

    [Fact]
    public void A_sensitive_value_alone_never_gets_a_higher_probability_than_the_same_value_unlisted() =>
        s_histories.Sample(history =>
        {
            var (listed, plain) = (new Run(s_job), new Run(s_job with { SensitiveValues = [] }));
            foreach (var (bucket, active) in Buckets(history))
            {
                listed.Learn(bucket, active);
                plain.Learn(bucket, active);
            }

            foreach (var partition in (string[])["0", "1", "new"])
            {
                foreach (var value in s_values)
                {
                    foreach (var (with, without) in listed.Model.Judge(partition, [value], plain.Last + Made.Hour).Zip(plain.Model.Judge(partition, [value], plain.Last + Made.Hour)))
                    {
                        with.Probability.ShouldBeLessThanOrEqualTo(without.Probability);
                        if (value is "a" or "never") with.ShouldBe(without);
                    }
                }
            }
        }, iter: 300, threads: 1);

    [Fact]
    public void Of_values_that_come_together_each_has_the_least_k_over_rank_times_share_from_its_own_rank_on()
    {
        // 19 partitions have "common", 5 of them "some", one "single": shares of a new partition are (1+0)/26, (1+1)/26, (1+1+5)/26 …
        var run = new Run(Made.Job);
        run.Learn(Made.May, [.. Enumerable.Range(0, 19).Select(i => ($"p{i:00}", i == 0 ? ["common", "single", "some"] : i < 5 ? new[] { "common", "some" } : ["common"]))]);
        double Alone(string value) => run.Model.Judge("new", [value], Made.May + Made.Hour).Single().Probability;
        Alone("never").ShouldBe(2 / 26.0, 1e-12, "single has no other holder than one: at most 0 others");
        Alone("single").ShouldBe(2 / 26.0, 1e-12);
        Alone("some").ShouldBe(7 / 26.0, 1e-12);
        Alone("common").ShouldBe(1, 1e-12);
        var together = run.Model.Judge("new", ["common", "never", "never2", "some"], Made.May + Made.Hour).ToDictionary(n => n.Value, n => n.Probability, StringComparer.Ordinal);
        together["never"].ShouldBe(4 * (2 / 26.0) / 2, 1e-12, "two are as rare as this: both have rank 2");
        together["never2"].ShouldBe(together["never"]);
        together["some"].ShouldBe(4 * (7 / 26.0) / 3, 1e-12);
        together["common"].ShouldBe(1, 1e-12);
    }

    [Fact]
    public void What_more_than_255_partitions_have_is_plainly_usual()
    {
        var run = new Run(Made.Job);
        run.Learn(Made.May, [.. Enumerable.Range(0, 300).Select(i => ($"p{i:000}", i < 254 ? new[] { "many", "some" } : ["many"]))]);
        run.Learn(Made.May + Made.Hour, [.. Enumerable.Range(0, 300).Select(i => ($"p{i:000}", new[] { $"own{i}" }))]);
        double Alone(string value) => run.Model.Judge("new", [value], Made.May + Made.Day).Single().Probability;
        Alone("many").ShouldBe(1);
        Alone("some").ShouldBe((1 + 254 + 300) / 855.0, 1e-12);
        run.Model.CheckInvariants();
    }

    [Fact]
    public void No_history_makes_the_rate_of_novelties_lower_than_its_bound()
    {
        var run = new Run(Made.Job with { HalfLife = TimeSpan.FromDays(3650) });
        run.Learn(Made.May, [("p", ["a"]), ("q", ["b"])]);
        for (var i = 1; i < 9000; i++) run.Learn(Made.May + (i * Made.Hour), [("p", ["a"]), ("q", ["b"])]);
        var bucket = Made.May + (9000 * Made.Hour);
        run.Model.History("p", new Novelty("c", 0, 0), 1, bucket).NewRate.ShouldBe(3e-4);
    }

    [Fact]
    public void Ages_are_told_apart_in_classes_that_double()
    {
        var rates = new AgeRates();
        rates.Of(0).ShouldBe(1, "at age 0 everything is new");
        rates.Of(1).ShouldBe(0.5);
        for (var age = 4; age < 8; age++) rates.Add(age, hasNew: age == 4);
        foreach (var age in (int[])[4, 5, 6, 7]) rates.Of(age).ShouldBe(1.5 / 5);
        foreach (var age in (long[])[1, 2, 3, 8, 1L << 60]) rates.Of(age).ShouldBe(0.5);
        rates.Age(0.5);
        rates.Of(5).ShouldBe(1.0 / 3);
        rates.Add(long.MaxValue, hasNew: true);
        rates.Of(1L << 50).ShouldBe(0.75, "the last class takes all that are older");
    }

    private static string Renamed(string partition) => partition == "new" ? partition : $"{9 - int.Parse(partition, System.Globalization.CultureInfo.InvariantCulture)}";

    private static void Compare(NoveltyModel model, NoveltyTwin twin, long bucket)
    {
        model.IsLearning(bucket).ShouldBe(twin.IsLearning(bucket));
        foreach (var partition in (string[])["0", "1", "2", "3", "4", "new"])
        {
            foreach (var values in (string[][])[["never"], ["a", "c", "Stop1"], s_values])
            {
                var (judged, should) = (model.Judge(partition, values, bucket), twin.Judge(partition, values, bucket));
                judged.Select(n => (n.Value, n.Peers)).ShouldBe(should.Select(n => (n.Value, n.Peers)));
                foreach (var (one, other) in judged.Zip(should))
                {
                    one.Probability.ShouldBe(other.Probability, other.Probability * 1e-9, $"{partition} {one.Value}");
                    var days = twin.ReturnDays(one.Probability, bucket);
                    model.ReturnDays(one.Probability, bucket).ShouldBe(days, days * 1e-9);
                }
            }

            var rate = twin.Rate(partition, bucket);
            model.History(partition, new Novelty("x", 0, 0), 1, bucket).NewRate.ShouldBe(rate, rate * 1e-9);
        }
    }

    private static IEnumerable<(long Bucket, (string Partition, string[] Values)[] Active)> Buckets((int Gap, (int Partition, int[] Values)[] Active)[] history, int stretch = 1)
    {
        var bucket = Made.May;
        foreach (var (gap, active) in history)
        {
            bucket += gap * stretch * Made.Hour;
            yield return (bucket, [.. active.DistinctBy(a => a.Partition).OrderBy(a => a.Partition).Select(a => ($"{a.Partition}", a.Values.Distinct().Select(v => s_values[v]).Order(StringComparer.Ordinal).ToArray()))]);
        }
    }

    /// <summary>A model with the steps that a detector takes.</summary>
    private sealed class Run(JobDefinition job)
    {
        public NoveltyModel Model { get; } = new(job);

        public long Last { get; private set; } = Made.May;

        public void Learn(long bucket, params (string Partition, string[] Values)[] active)
        {
            var learning = Model.IsLearning(bucket);
            var judged = active.Select(a => (a.Partition, Found: Model.Judge(a.Partition, a.Values, bucket))).ToList();
            Model.Begin(bucket);
            Model.LearnRates(judged, learning);
            foreach (var (partition, found) in judged) Model.LearnValues(partition, found);
            Model.End();
            Last = bucket;
        }
    }
}
