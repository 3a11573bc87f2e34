using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies;

/// <summary>What a job says it would score is what it scores when it comes.</summary>
public sealed class JobKnowledgeTests
{
    private static readonly JobDefinition s_job = Made.Job with { SuppressRepeat = TimeSpan.Zero };
    private static readonly long s_now = Made.May + (400 * Made.Hour);

    [Fact]
    public void Of_values()
    {
        var detector = Made.Detector;
        var rows = Enumerable.Range(0, 400).SelectMany(h => new[] { Row(h, "usual"), Row(h, h % 40 == 3 ? "seldom" : "usual2"), Row(h, h == 200 ? "once" : "usual3") }).ToArray();
        var known = Known(detector, rows, (r, s) => RareDetector.Run(s_job, detector, r, s));
        (known.Learning, known.ActiveBuckets).ShouldBe((false, 400));
        known.Items.Take(2).Select(i => i.Value).ShouldBe(["once", "seldom"]);
        foreach (var (value, score) in known.Items.Take(2).Select(i => (i.Value!, i.Score)).Append(("never", known.ScoreOfNew)))
            RareDetector.Run(s_job, detector, rows.Append(Row(400, value))).Last(r => r.Bucket == s_now).Score.ShouldBe(score!.Value, 1e-9);
    }

    [Fact]
    public void Of_values_that_are_new_to_a_partition()
    {
        var detector = new Detector(DetectorFunction.Rare, "event.action", "user.name");
        var rows = Enumerable.Range(0, 400).SelectMany(h => Enumerable.Range(0, 3).Select(p => Row(h, $"call{(h * (p + 1) / 60) % 9}", $"p{p}"))).ToArray();
        var known = Known(detector, rows, (r, s) => NoveltyDetector.Run(s_job, detector, r, null, s));
        known.Items.Count.ShouldBe(3);
        foreach (var item in known.Items)
        {
            var found = NoveltyDetector.Run(s_job, detector, rows.Append(Row(400, "never", item.Partition!))).LastOrDefault(r => r.Bucket == s_now);
            (found?.Score ?? 0).ShouldBe(item.Score!.Value, 1e-9);
            item.Values.ShouldBe(rows.Where(r => r.Partition == item.Partition).Select(r => r.Value).Distinct().Count());
        }
    }

    [Fact]
    public void Of_numbers()
    {
        var detector = new Detector(DetectorFunction.Count, "", "user.name") { Side = MetricSide.High };
        var rows = Enumerable.Range(0, 400).SelectMany(h => Enumerable.Range(0, 2).Select(p => Row(h, "", $"p{p}", 3 + ((h * 7 + p) % 5 * (p + 1))))).ToArray();
        var known = Known(detector, rows, (r, s) => MetricDetector.Run(s_job, detector, r, s));
        foreach (var item in known.Items)
        {
            foreach (var (number, score) in new[] { (item.NumberFor50!.Value, 50), (item.NumberFor75!.Value, 75) })
            {
                Score(item, number).ShouldBeGreaterThanOrEqualTo(score);
                Score(item, number - 1).ShouldBeLessThan(score);
            }
        }

        double Score(KnownItem item, double number) =>
            MetricDetector.Run(s_job, detector, rows.Append(Row(400, "", item.Partition!, (int)number))).LastOrDefault(r => r.Bucket == s_now)?.Score ?? 0;
    }

    [Fact]
    public void Of_times()
    {
        var detector = new Detector(DetectorFunction.TimeOfDay, "", "user.name");
        var rows = Enumerable.Range(0, 400).Where(h => h % 24 is >= 8 and < 17).Select(h => Row(h, "", "ana")).ToArray();
        var item = Known(detector, rows, (r, s) => TimeDetector.Run(s_job, detector, r, null, s)).Items.ShouldHaveSingleItem();
        TimeOnly.Parse(item.Busiest!, System.Globalization.CultureInfo.InvariantCulture).Hour.ShouldBeInRange(8, 16);
        item.Score!.Value.ShouldBeGreaterThan(25);
    }

    [Fact]
    public void Of_times_of_the_week_by_partition()
    {
        var detector = new Detector(DetectorFunction.TimeOfWeek, "", "user.name");
        var rows = Enumerable.Range(0, 400).SelectMany(h => (BucketValue[])[Row(h, "", "bob"), Row(h, "", "eve")])
            .Where(r => (r.Bucket - Made.May) / Made.Hour % 168 == 76 || r.Partition == "eve").Append(Row(399, "", "ana")).OrderBy(r => r.Bucket).ThenBy(r => r.Partition, StringComparer.Ordinal);
        var known = Known(detector, rows, (r, s) => TimeDetector.Run(s_job, detector, r, null, s));
        known.Items.Select(i => (i.Partition, i.Buckets, i.Value)).ShouldBe([("eve", 400, null), ("bob", 2, null), ("ana", 1, null)]);
        known.Items[1].Busiest.ShouldBe("Monday 04:00"); // 76 hours after Friday, 2026-05-01
        var all = Enumerable.Range(0, 400).Select(h => Row(h, ""));
        var one = Known(new Detector(DetectorFunction.TimeOfWeek, ""), all, (r, s) => TimeDetector.Run(s_job, detector, r, null, s)).Items.ShouldHaveSingleItem();
        (one.Partition, one.Score).ShouldBe((null, 0), "always active, no hour is unusual");
    }

    [Fact]
    public void Of_numbers_that_values_have_in_partitions()
    {
        var detector = new Detector(DetectorFunction.Count, "event.action", "user.name");
        var rows = Enumerable.Range(0, 50).SelectMany(h => (BucketValue[])[Row(h, "Get", "bob", 4), Row(h, "Put", "ana", 5), Row(h, "Set", "bob", 6)]).Where(r => r.Value != "Set" || r.Bucket > Made.May).Append(Row(50, "", "ana"));
        var known = Known(detector, rows, (r, s) => MetricDetector.Run(s_job, detector, r, s));
        known.Items.Select(i => (i.Partition, i.Value, i.Buckets)).ShouldBe([("ana", "Put", 50), ("bob", "Get", 50), ("bob", "Set", 49), ("ana", null, 1)]);
        known.Items[1].Typical!.Value.ShouldBe(4, 0.1);
    }

    [Fact]
    public void Of_the_use_of_rare_values()
    {
        var detector = new Detector(DetectorFunction.FreqRare, "event.action") { OverField = "user.name" };
        var rows = Enumerable.Range(0, 400).SelectMany(h => Enumerable.Range(0, 2).Select(p => Row(h, h % 50 == p ? $"odd{h}" : "usual", $"p{p}"))).ToArray();
        var known = Known(detector, rows, (r, s) => RareUseDetector.Run(s_job, detector, r, s));
        known.Items[0].NumberFor50.ShouldNotBeNull();
        known.Items.ShouldContain(i => i.Value == "usual" && i.Share > 0.9);
    }

    [Fact]
    public void Of_entities()
    {
        var job = s_job with { Detectors = [], Entity = new EntityDefinition("user.name", TimeSpan.FromHours(3), [new("one", "deed")]) };
        var rows = Enumerable.Range(0, 400).SelectMany(h => Enumerable.Range(0, 3).Select(p => Row(h, "", $"p{p}"))).ToArray();
        byte[]? state = null;
        _ = EntityDetector.Run(job, [("event.action", [])], rows, new DetectorStore(new Dictionary<string, byte[]>(), [s_now], (_, _, s) => state = s)).Count();
        var known = JobKnowledge.Of(job, null, "s", state!, s_now);
        known.Items.Select(i => (i.Partition, i.Buckets)).ShouldBe([("p0", 400), ("p1", 400), ("p2", 400)]);
        known.SumsFor!.ShouldBeInOrder();
        var model = new EntityModel(job, StateBytes.Read<EntityRunState>(state!).Model);
        foreach (var (sum, score) in known.SumsFor!.Zip([50.0, 75, 90]))
        {
            RecordScore.OfReturn(model.Judge(sum, s_now).ReturnDays).ShouldBeGreaterThanOrEqualTo(score);
            RecordScore.OfReturn(model.Judge(sum - 0.005, s_now).ReturnDays).ShouldBeLessThan(score);
        }
    }

    private static Knowledge Known(Detector detector, IEnumerable<BucketValue> rows, Func<IEnumerable<BucketValue>, DetectorStore, IEnumerable<AnomalyRecord>> run)
    {
        byte[]? state = null;
        _ = run(rows, new DetectorStore(new Dictionary<string, byte[]>(), [s_now], (_, _, s) => state = s)).Count();
        return JobKnowledge.Of(s_job, detector, "s", state!, s_now);
    }

    private static BucketValue Row(int hour, string value, string partition = "", int count = 1)
    {
        var bucket = Made.May + (hour * Made.Hour);
        return new BucketValue("s", bucket, value, count, bucket, bucket + 1) { Partition = partition, Number = count };
    }
}
