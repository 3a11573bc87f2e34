using CsCheck;
using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies;

public sealed class RareDetectorTests
{
    private static readonly string[] s_codes = ["AccessDenied", "Throttling", "NoSuchKey"];

    [Fact]
    public void A_value_that_comes_again_within_the_time_belongs_to_its_anomaly()
    {
        var values = Usual(20).Append(Value(480, "New", 2)).Append(Value(490, "New", 3)).Append(Value(503, "New", 4)).Append(Value(504, "New", 5));
        var found = Run(values, Made.Job with { SuppressRepeat = TimeSpan.FromHours(24) }).Where(r => r.ByValue == "New").ToArray();
        found.Select(f => (f.Bucket - Made.May) / Made.Hour).ShouldBe([480, 504], "24 hours after its bucket the anomaly is over");
        (found[0].EventCount, found[0].Repeats).ShouldBe((2 + 3 + 4, 2));
        found[0].LastEvent.ShouldBe(Value(503, "New", 4).Last);
        found[0].FirstEvent.ShouldBe(Value(480, "New", 2).First);
        found[1].Score.ShouldBeLessThan(found[0].Score);
    }

    [Fact]
    public void With_no_time_to_fold_each_bucket_is_its_own_anomaly() =>
        Run(Usual(20).Append(Value(480, "New", 1)).Append(Value(481, "New", 1)), Made.Job with { SuppressRepeat = TimeSpan.Zero })
            .Count(r => r.ByValue == "New").ShouldBe(2);

    [Fact]
    public void Records_of_the_first_days_are_marked_as_learning()
    {
        var found = Run(Usual(2).Append(Value(48, "Early", 1)).Concat(Usual(20, from: 49)).Append(Value(600, "Late", 1)), Made.Job);
        found.Single(r => r.ByValue == "Early").Learning.ShouldBeTrue();
        found.Single(r => r.ByValue == "Late").Learning.ShouldBeFalse();
    }

    [Fact]
    public void Every_event_of_a_kept_value_is_counted_once_and_scopes_do_not_touch_each_other() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 4], Gen.Int[1, 9]).Array[1, 60].Sample(steps =>
        {
            var bucket = 0;
            var one = new List<BucketValue>();
            foreach (var (gap, code, count) in steps) one.Add(Value(bucket += gap, "code" + code, count));
            var alone = Run(one, Made.Job);
            var both = Run([.. one.Select(v => v with { Scope = "a" }), .. one.Select(v => v with { Scope = "b" })], Made.Job);
            both.Where(r => r.Scope == "a").Select(r => r with { Scope = "111122223333" }).ShouldBe(alone);
            both.Where(r => r.Scope == "b").Select(r => r with { Scope = "111122223333" }).ShouldBe(alone);
            alone.Sum(r => r.EventCount).ShouldBeLessThanOrEqualTo(one.Sum(v => v.Count));
            alone.ShouldAllBe(r => r.FirstEvent >= r.Bucket && r.LastEvent >= r.FirstEvent);
            alone.Select(r => r.Identity).Distinct().Count().ShouldBe(alone.Count);
            foreach (var pair in alone.GroupBy(r => r.ByValue).SelectMany(g => g.OrderBy(r => r.Bucket).Zip(g.OrderBy(r => r.Bucket).Skip(1))))
                (pair.Second.Bucket - pair.First.Bucket).ShouldBeGreaterThanOrEqualTo(Made.Day);
        }, iter: 300, threads: 1);

    [Fact]
    public void A_bucket_is_judged_by_the_buckets_before_it_alone() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 4]).Array[2, 50].Sample(steps =>
        {
            var bucket = 0;
            var all = steps.Select(s => Value(bucket += s.Item1, "code" + s.Item2, 1)).ToArray();
            var job = Made.Job with { SuppressRepeat = TimeSpan.Zero };
            var half = all[..(all.Length / 2)];
            Run(all, job).Where(r => r.Bucket <= half[^1].Bucket).ShouldBe(Run(half, job));
        }, iter: 200, threads: 1);

    [Fact]
    public void What_a_rule_skips_is_learned_and_raises_nothing()
    {
        var skip = new SkipRule("", new Dictionary<string, IReadOnlyList<string>> { [Made.Detector.ByField] = ["New"] }, null, true, long.MinValue);
        var values = Usual(20).Append(Value(480, "New", 2)).Append(Value(481, "Newer", 2)).ToArray();
        var plain = Run(values, Made.Job);
        plain.TakeLast(2).Select(r => r.ByValue).ShouldBe(["New", "Newer"]);
        Run(values, Made.Job with { Skips = [skip] }).ShouldBe(plain.Where(r => r.ByValue != "New"));
    }

    [Fact]
    public void A_scope_in_which_nothing_happens_any_more_keeps_its_open_anomalies()
    {
        var states = new Dictionary<string, byte[]>();
        var at = Made.May + (481 * Made.Hour);
        var found = RareDetector.Run(Made.Job, Made.Detector, Usual(20).Append(Value(480, "New", 2)), new DetectorStore(new Dictionary<string, byte[]>(), [at], (_, scope, state) => states.Add(scope, state))).Last();
        var saved = 0;
        RareDetector.Run(Made.Job, Made.Detector, [], new DetectorStore(states, [at + Made.Hour], (_, _, _) => saved++)).Select(RecordBytes.Write).ShouldBe([RecordBytes.Write(found)]);
        saved.ShouldBe(1);
    }

    [Fact]
    public void No_values_give_no_records() => Run([], Made.Job).ShouldBeEmpty();

    private static List<AnomalyRecord> Run(IEnumerable<BucketValue> values, JobDefinition job) => [.. RareDetector.Run(job, job.Detectors[0], values)];

    /// <summary>So many days in which every hour holds the usual codes.</summary>
    private static IEnumerable<BucketValue> Usual(int days, int from = 0) =>
        Enumerable.Range(from, days * 24).SelectMany(hour => s_codes.Select(code => Value(hour, code, 5)));

    private static BucketValue Value(int hour, string code, int count)
    {
        var bucket = Made.May + (hour * Made.Hour);
        return new BucketValue("111122223333", bucket, code, count, bucket + 1_000_000, bucket + (count * 2_000_000L));
    }
}
