using CsCheck;
using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies;

public sealed class EntityDetectorTests
{
    private static readonly double[] s_probabilities = [1, 0.3, 0.1, 0.03, 0.01, 0.001];

    private static readonly JobDefinition s_job = Made.Job with
    {
        Id = "unusual",
        Detectors = [],
        Entity = new EntityDefinition("offtrail.identity", TimeSpan.FromHours(3), [new("calls", "deed"), new("errors", "deed"), new("networks", "origin")]),
        LearningBuckets = 3,
        LearningTime = TimeSpan.FromHours(12),
    };

    /// <summary>Gaps in hours; of each of three entities whether it is active and the probability of each part's sign, 6 and above for none.</summary>
    private static readonly Gen<(int Gap, (int Entity, bool Active, int[] Parts)[] Rows)[]> s_histories =
        Gen.Select(Gen.Int[1, 9], Gen.Select(Gen.Int[0, 2], Gen.Int[0, 9].Select(n => n > 0), Gen.Int[0, 11].Array[3]).Array[1, 3]).Array[1, 16];

    [Fact]
    public Task It_judges_as_its_plain_twin_does() => Within.Seconds(60, () =>
        Gen.Select(s_histories, Gen.Int[0, 30]).Sample((history, repeat) =>
        {
            var job = s_job with { SuppressRepeat = TimeSpan.FromHours(repeat) };
            var (activity, signs) = Rows(history);
            var records = Run(job, activity, signs);
            var expected = new EntityTwin(job, signs, activity).Run();
            records.Select(r => (r.Bucket, r.ByValue, r.Episode)).ShouldBe(expected.Select(e => (e.Bucket, e.Entity, (long?)e.Episode)));
            foreach (var (record, should) in records.Zip(expected))
            {
                record.Actual.ShouldBe(should.Sum, 1e-9);
                record.Probability.ShouldBe(should.Probability, should.Probability * 1e-9);
                record.ReturnDays.ShouldBe(should.ReturnDays, should.ReturnDays * 1e-9);
                record.Score.ShouldBe(RecordScore.OfReturn(should.ReturnDays), 1e-6);
                record.Typical.ShouldBe(should.Typical, 1e-9);
                (record.Learning, record.EventCount, record.LastEvent, record.Repeats).ShouldBe((should.Learning, should.Events, should.Last, should.Repeats));
                var known = (EntityHistory)record.History;
                known.Contributions.Select(c => $"{c.JobId} {c.Weight}").ShouldBe(should.Weights);
                known.Later.Select(c => $"{c.JobId}: {string.Join(",", c.Values)}").ShouldBe(should.Later);
                (known.Contributions.Sum(c => c.Weight * c.Surprise) + known.AgeSurprise).ShouldBe(record.Actual, 1e-9);
                record.CompleteAt.ShouldBe(signs.Where(s => s.Sign.Bucket == record.Bucket && s.Sign.Partition == record.ByValue).Max(s => s.Sign.Completed));
            }
        }, iter: 100, threads: 1));

    [Fact]
    public void A_bucket_is_judged_by_itself_and_the_buckets_before_it_and_scopes_do_not_touch_each_other() =>
        s_histories.Sample(history =>
        {
            var (activity, signs) = Rows(history);
            var end = activity.Count == 0 ? 0 : activity[activity.Count / 2].Bucket;
            var (all, half) = (Run(s_job, activity, signs), Run(s_job, [.. activity.Where(a => a.Bucket <= end)], [.. signs.Where(s => s.Sign.Bucket <= end)]));
            all.Where(r => r.Bucket <= end).Select(r => (r.Identity, r.Probability, r.Score, r.Actual)).ShouldBe(half.Select(r => (r.Identity, r.Probability, r.Score, r.Actual)));
            var twice = Run(s_job, [.. activity.Select(a => a with { Scope = "0" }), .. activity], [.. signs, .. signs.Select(s => (s.Part, s.Sign with { Scope = "0" }))]);
            foreach (var scope in (string[])["0", "111122223333"])
                twice.Where(r => r.Scope == scope).Select(r => (r.Bucket, r.ByValue, r.Probability, r.Actual, r.Repeats)).ShouldBe(all.Select(r => (r.Bucket, r.ByValue, r.Probability, r.Actual, r.Repeats)));
        }, iter: 200, threads: 1);

    [Fact]
    public void Of_a_group_the_strongest_counts_whole_and_the_others_half()
    {
        var sum = EntityModel.Sum([("deed", Part("calls", 1)), ("origin", Part("networks", 0.5)), ("deed", Part("errors", 3)), ("deed", Part("regions", 1))], 0.25, out var weighed);
        sum.ShouldBe(3 + (0.5 * 1) + (0.5 * 1) + 0.5 + 0.25, 1e-12);
        weighed.Select(c => (c.JobId, c.Weight)).ShouldBe([("errors", 1), ("calls", 0.5), ("regions", 0.5), ("networks", 1)]);
        EntityModel.Sum([], 0.25, out var none).ShouldBe(0.25);
        none.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(3, 2)]
    public void Signs_count_together_as_long_as_the_window_holds_them(int hoursLater, double sum)
    {
        BucketValue[] activity = [.. Old("ana", 100), Row(100, "ana"), Row(100 + hoursLater, "ana")];
        var records = Run(s_job with { SuppressRepeat = TimeSpan.FromHours(1) }, activity, [Sign(0, 100, "ana", 1e-2, "Stop"), Sign(2, 100 + hoursLater, "ana", 1e-2, "AS1")]);
        records[^1].Bucket.ShouldBe(Made.May + ((100 + hoursLater) * Made.Hour));
        records[^1].Actual.ShouldBe(sum, 1e-9);
        ((EntityHistory)records[^1].History).WindowStart.ShouldBe(Made.May + ((sum > 2 ? 100 : 100 + hoursLater) * Made.Hour));
    }

    [Fact]
    public void An_episode_gives_a_record_whenever_it_is_stronger_than_before_and_takes_up_what_comes_later()
    {
        BucketValue[] activity = [.. Old("ana", 100), .. Enumerable.Range(100, 30).Select(h => Row(h, "ana"))];
        var records = Run(s_job, activity, [
            Sign(0, 100, "ana", 1e-3, "First"),
            Sign(0, 105, "ana", 1e-3, "Same"), // as strong, not stronger
            Sign(1, 106, "ana", 1e-2, "Denied"), // in the window with Same: 3 + 1
            Sign(0, 111, "ana", 1e-2, "Again"), // never quiet for six hours
            Sign(0, 116, "ana", 1e-2, "Again2"),
            Sign(0, 119, "ana", 1e-2, "Again3"),
            Sign(0, 123, "ana", 1e-2, "Late"), // 23 hours after the beginning
            Sign(2, 124, "ana", 1e-2, "AS1"), // a day after it: a new episode
        ]);
        records.Select(r => (Hour: (r.Bucket - Made.May) / Made.Hour, (r.Episode - Made.May) / Made.Hour, r.Repeats)).ShouldBe([(100, 100, 6), (106, 100, 4), (124, 124, 0)]);
        records[0].Actual.ShouldBe(3, 1e-9);
        records[1].Actual.ShouldBe(4, 1e-9);
        ((EntityHistory)records[0].History).Later.Select(c => (c.JobId, c.Values[0], c.Weight)).ShouldBe([("calls", "Same", 0), ("errors", "Denied", 0), ("calls", "Again", 0), ("calls", "Again2", 0), ("calls", "Again3", 0), ("calls", "Late", 0)]);
        ((EntityHistory)records[1].History).Later.Select(c => c.Values[0]).ShouldBe(["Again", "Again2", "Again3", "Late"]);
        ((EntityHistory)records[1].History).Contributions.Select(c => c.Values[0]).ShouldBe(["Same", "Denied"]);
        records[0].LastEvent.ShouldBe(Row(123, "ana").Last);
        records[2].Actual.ShouldBe(4, 1e-9, "the sign of an hour ago is in its window still");
        records.Select(r => r.Identity).Distinct().Count().ShouldBe(3);
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    public void After_two_windows_without_anything_unusual_another_episode_begins(int hoursLater, int episodes)
    {
        BucketValue[] activity = [.. Old("ana", 100), .. Enumerable.Range(100, 30).Select(h => Row(h, "ana"))];
        var records = Run(s_job, activity, [Sign(0, 100, "ana", 1e-3, "First"), Sign(0, 100 + hoursLater, "ana", 1e-3, "Second")]);
        records.Select(r => r.Episode).Distinct().Count().ShouldBe(episodes);
    }

    [Fact]
    public void The_youth_of_an_entity_adds_until_it_is_25_active_buckets_old()
    {
        var model = new EntityModel(s_job with { LearningBuckets = 1, LearningTime = TimeSpan.Zero });
        model.AgeSurprise(0).ShouldBe(0, "nothing is known");
        model.Learn(Made.May, [0, 0], 0); // learning
        model.AgeSurprise(0).ShouldBe(0);
        model.Learn(Made.May + Made.Hour, [0, 1, 1, 7, 24, 25, 99, 1000, 30], 0);
        model.AgeSurprise(0).ShouldBe(-Math.Log10(2 / 10.0), 1e-12);
        model.AgeSurprise(6).ShouldBe(-Math.Log10(4 / 10.0), 1e-12);
        model.AgeSurprise(7).ShouldBe(-Math.Log10(5 / 10.0), 1e-12);
        model.AgeSurprise(24).ShouldBe(-Math.Log10(6 / 10.0), 1e-12);
        model.AgeSurprise(25).ShouldBe(0);
    }

    [Fact]
    public void What_adds_nothing_adds_zero_and_no_negative_zero()
    {
        BucketValue[] activity = [.. Old("ana", 100), Row(100, "ana")];
        var history = (EntityHistory)Run(s_job, activity, [Sign(0, 100, "ana", 1e-3, "Stop"), Sign(2, 100, "ana", 1, "AS1")]).ShouldHaveSingleItem().History;
        double.IsNegative(history.Contributions.Single(c => c.JobId == "networks").Surprise).ShouldBeFalse();
        double.IsNegative(new EntityModel(s_job).AgeSurprise(0)).ShouldBeFalse();
    }

    [Fact]
    public void A_higher_sum_is_never_less_unusual() =>
        Gen.Select(Gen.Double[0, 12], Gen.Double[0, 12], Gen.Int[0, 40]).Sample((a, b, episodes) =>
        {
            var model = new EntityModel(s_job with { LearningBuckets = 1, LearningTime = TimeSpan.Zero });
            for (var i = 0; i < 40; i++) model.Learn(Made.May + (i * Made.Hour), [30, 30], i < episodes ? 1 : 0);
            var (low, high) = (model.Judge(Math.Min(a, b), Made.May + (2 * Made.Day)), model.Judge(Math.Max(a, b), Made.May + (2 * Made.Day)));
            high.Probability.ShouldBeLessThanOrEqualTo(low.Probability);
            high.ReturnDays.ShouldBeGreaterThanOrEqualTo(low.ReturnDays);
            low.Probability.ShouldBeInRange(double.Epsilon, 1);
        }, iter: 1000, threads: 1);

    /// <summary>Accounts whose episodes follow the curve, but come so many times as often: what is raised is the budget all the same.</summary>
    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(5)]
    public void Where_new_things_are_daily_bread_the_correction_brings_the_rate_back(double times)
    {
        const int Days = 100, Learned = 20, Entities = 20;
        var job = s_job with { SuppressRepeat = TimeSpan.FromHours(1), Entity = s_job.Entity! with { Window = TimeSpan.FromHours(1) } };
        var random = new Random(7);
        var (activity, signs) = (new List<BucketValue>(), new List<(int, Sign)>());
        var chance = times * Math.Pow(10, -(0.67 + (0.68 * 2.5)));
        for (var hour = 0; hour < Days * 24; hour++)
        {
            for (var entity = 0; entity < Entities; entity++)
            {
                activity.Add(Row(hour, $"e{entity:00}"));
                if (hour >= 48 && random.NextDouble() < chance) signs.Add(Sign(0, hour, $"e{entity:00}", Math.Pow(10, -2.5 + (Math.Log10(1 - random.NextDouble()) / 0.68)), "x"));
            }
        }

        var raised = Run(job, activity, signs).Count(r => r.Score >= 50 && r.Bucket >= Made.May + (Learned * Made.Day));
        (raised / (double)(Days - Learned)).ShouldBeInRange(0.2 / 2, 0.2 * 2);
    }

    private static Contribution Part(string job, double surprise) => new(job, "f", ["v"], 0, 0, surprise, 1);

    private static List<AnomalyRecord> Run(JobDefinition job, IReadOnlyList<BucketValue> activity, IReadOnlyList<(int Part, Sign Sign)> signs) =>
        [.. EntityDetector.Run(job, [.. Enumerable.Range(0, 3).Select(p => ("field" + p, (IReadOnlyList<Sign>)[.. signs.Where(s => s.Part == p).Select(s => s.Sign)]))], activity)];

    private static (List<BucketValue> Activity, List<(int Part, Sign Sign)> Signs) Rows((int Gap, (int Entity, bool Active, int[] Parts)[] Rows)[] history)
    {
        var (activity, signs, hour) = (new List<BucketValue>(), new List<(int, Sign)>(), 0);
        foreach (var (gap, rows) in history)
        {
            hour += gap;
            foreach (var (entity, active, parts) in rows.DistinctBy(r => r.Entity).OrderBy(r => r.Entity))
            {
                if (active) activity.Add(Row(hour, $"e{entity}")); // signs without activity are those of events that the job does not take
                for (var part = 0; part < 3; part++)
                    if (parts[part] < s_probabilities.Length) signs.Add(Sign(part, hour, $"e{entity}", s_probabilities[parts[part]], $"v{part}-{hour}"));
            }
        }

        return (activity, signs);
    }

    /// <summary>So many active hours of an entity that has nothing new.</summary>
    private static IEnumerable<BucketValue> Old(string entity, int hours) => Enumerable.Range(0, hours).Select(h => Row(h, entity));

    private static BucketValue Row(int hour, string entity)
    {
        var bucket = Made.May + (hour * Made.Hour);
        return new BucketValue("111122223333", bucket, "", 1 + (hour % 3), bucket + 1_000_000, bucket + 9_000_000) { Partition = entity };
    }

    private static (int Part, Sign Sign) Sign(int part, int hour, string entity, double probability, string value) =>
        (part, new Sign("111122223333", Made.May + (hour * Made.Hour), entity, probability, 0, [value], 0, Made.May + (hour * Made.Hour) + 1_000_000 + part, Made.May + (hour * Made.Hour) + 1_000_000 + part));
}
