using CsCheck;
using Offtrail.Anomalies;
using Offtrail.Tests.Anomalies.Metrics;

namespace Offtrail.Tests.Anomalies;

/// <summary>Members of a population are judged by what all of them did before, in whatever order they stand; beside slow plain twins.</summary>
public sealed class PopulationTests
{
    private static readonly JobDefinition s_job = Made.Job with { LearningBuckets = 3, LearningTime = TimeSpan.FromHours(12), SuppressRepeat = TimeSpan.Zero };

    /// <summary>Gaps in hours; of each bucket rows of member, value and count.</summary>
    private static readonly Gen<BucketValue[]> s_rows =
        Gen.Select(Gen.Int[1, 9], Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Gen.Frequency((9, Gen.Int[1, 4]), (1, Gen.Int[20, 90]))).Array[1, 6]).Array[1, 40].Select(buckets =>
        {
            var hour = 0;
            return (BucketValue[])[.. buckets.SelectMany(b =>
            {
                hour += b.Item1;
                var bucket = Made.May + (hour * Made.Hour);
                return b.Item2.DistinctBy(r => (r.Item1, r.Item2)).Select(r =>
                    new BucketValue("s", bucket, r.Item2 == 0 ? "" : $"v{r.Item2}", r.Item3, bucket + r.Item3, bucket + (r.Item3 * 2)) { Partition = $"m{r.Item1}", Number = r.Item3 });
            }).OrderBy(r => r.Bucket).ThenBy(r => r.Partition, StringComparer.Ordinal).ThenBy(r => r.Value, StringComparer.Ordinal)];
        });

    [Fact]
    public Task A_members_number_is_judged_by_the_numbers_of_all_members() => Within.Seconds(120, () => s_rows.Sample(rows =>
    {
        BucketValue[] numbers = [.. rows.DistinctBy(r => (r.Bucket, r.Partition)).Select(r => r with { Value = "" })];
        var found = MetricDetector.Run(s_job, new Detector(DetectorFunction.Count, "") { Side = MetricSide.High, OverField = "user.name" }, numbers).ToDictionary(r => (r.Bucket, r.Partition));
        var twin = new MetricTwin(new MetricSettings(MetricKind.Counted, s_job.BucketSpan, MetricSide.High) { HalfLife = s_job.HalfLife });
        foreach (var bucket in numbers.GroupBy(r => r.Bucket))
        {
            foreach (var row in bucket)
            {
                if (!found.TryGetValue((row.Bucket, row.Partition), out var record)) continue;
                var (p, typical, _) = twin.Judge(row.Bucket, row.Number);
                record.Probability.ShouldBe(p, 1e-6 * p);
                record.Typical.ShouldBe(typical, 1e-6 * (1 + typical));
                (record.OverField, record.PartitionField, record.Actual).ShouldBe(("user.name", null, row.Number));
            }

            foreach (var row in bucket) twin.Learn(row.Bucket, row.Number);
        }
    }, iter: 60, threads: 1));

    [Fact]
    public Task Each_value_has_a_number_of_its_own() => Within.Seconds(120, () => s_rows.Sample(rows =>
    {
        BucketValue[] named = [.. rows.Where(r => r.Value.Length > 0)];
        var together = MetricDetector.Run(s_job, new Detector(DetectorFunction.Count, "event.action", "user.name"), named);
        var apart = named.GroupBy(r => (r.Partition, r.Value)).SelectMany(series => MetricDetector.Run(s_job, new Detector(DetectorFunction.Count, "", "user.name"), series.Select(r => r with { Value = "" })));
        var probabilities = apart.Select(r => (r.Bucket, r.Partition, r.Actual, r.FirstEvent, r.Probability)).ToHashSet(); // two values may have the same
        foreach (var record in together) probabilities.ShouldContain((record.Bucket, record.Partition, record.Actual, record.FirstEvent, record.Probability));
    }, iter: 60, threads: 1));

    [Fact]
    public Task The_use_of_rare_values_is_what_plain_twins_find() => Within.Seconds(120, () => s_rows.Sample(rows =>
    {
        var found = RareUseDetector.Run(s_job, new Detector(DetectorFunction.FreqRare, "event.action") { OverField = "user.name" }, rows).ToDictionary(r => (r.Bucket, r.Partition));
        var (values, uses) = (new RareTwin(s_job), new MetricTwin(new MetricSettings(MetricKind.Counted, s_job.BucketSpan, MetricSide.High) { HalfLife = s_job.HalfLife }));
        foreach (var bucket in rows.GroupBy(r => r.Bucket))
        {
            var members = bucket.GroupBy(r => r.Partition).Select(m => (Rows: m.ToArray(), Rare: m.Where(r => r.Value.Length > 0 && values.Judge(r.Value, r.Bucket).P <= RareUseDetector.RareUpTo).ToArray())).ToArray();
            foreach (var (all, rare) in members)
            {
                if (!found.TryGetValue((bucket.Key, all[0].Partition), out var record)) continue;
                record.Actual.ShouldBe(rare.Sum(r => r.Count));
                record.OtherValues.Prepend(record.ByValue).Order().ShouldBe(rare.Select(r => r.Value).Order());
                var p = uses.Judge(bucket.Key, record.Actual).P;
                record.Probability.ShouldBe(p, 1e-6 * p);
            }

            foreach (var (all, rare) in members)
            {
                uses.Learn(bucket.Key, rare.Sum(r => r.Count));
                values.Learn(bucket.Key, all.Where(r => r.Value.Length > 0).Select(r => r.Value));
            }
        }
    }, iter: 60, threads: 1));

    [Fact]
    public void Who_does_many_rare_things_stands_out_and_who_does_what_all_do_does_not()
    {
        var rows = Enumerable.Range(0, 200).SelectMany(hour => Enumerable.Range(0, 5).Select(m => Row(hour, $"m{m}", "usual", 30))).ToList();
        rows.AddRange(Enumerable.Range(0, 12).Select(v => Row(200, "m1", $"odd{v:00}", 2)));
        rows.Add(Row(200, "m2", "usual", 300));
        var found = RareUseDetector.Run(s_job, new Detector(DetectorFunction.FreqRare, "event.action") { OverField = "user.name" }, rows).ShouldHaveSingleItem();
        (found.Partition, found.Actual, found.ByValue, found.OtherValues.Count).ShouldBe(("m1", 24, "odd00", 11));
        found.Score.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void The_use_of_rare_values_is_told_with_all_that_is_known_of_it()
    {
        var detector = new Detector(DetectorFunction.FreqRare, "event.action") { OverField = "user.name" };
        var rows = Enumerable.Range(0, 200).SelectMany(hour => Enumerable.Range(0, 5).Select(m => Row(hour, $"m{m}", "usual", 30))).ToList();
        var bucket = Made.May + (200 * Made.Hour);
        rows.Add(Row(200, "m1", "odd1", 4) with { First = bucket + 5, Last = bucket + 60 });
        rows.Add(Row(200, "m1", "odd2", 9) with { First = bucket + 3, Last = bucket + 50 });
        rows.Add(Row(201, "m1", "odd3", 9));
        rows.Add(Row(240, "m1", "odd4", 12));
        var found = RareUseDetector.Run(s_job with { SuppressRepeat = TimeSpan.FromDays(1) }, detector, rows).ToArray();
        found.Select(r => (r.Bucket, r.ByValue, r.Actual, r.Repeats)).ShouldBe([(bucket, "odd2", 13, 1), (bucket + (40 * Made.Hour), "odd4", 12, 0)]);
        (found[0].FirstEvent, found[0].LastEvent, found[0].CompleteAt, found[0].EventCount).ShouldBe((bucket + 3, bucket + 60, bucket + 60, 13));
        (found[0].ByField, found[0].DividedBy, found[0].Partition, found[0].Function, found[0].Learning).ShouldBe(("event.action", "user.name", "m1", "freq_rare", false));
        found[0].History.ShouldBe(new NumberHistory(200, 200 / 24.0, 1000, MetricProfile.None));
        found[0].OtherValues.ShouldBe(["odd1"]);
        var skip = new SkipRule("", new Dictionary<string, IReadOnlyList<string>> { ["event.action"] = ["odd2"] }, null, true, long.MinValue);
        RareUseDetector.Run(s_job with { Skips = [skip] }, detector, rows).First().Actual.ShouldBe(4);
    }

    [Fact]
    public void Who_is_refused_much_where_others_are_refused_little_stands_out_although_it_is_the_first_time_there()
    {
        var rows = Enumerable.Range(0, 300).SelectMany(hour => Enumerable.Range(0, 3).Where(m => (hour + m) % 3 == 0).Select(m => Row(hour, $"m{m}", "", 1 + (hour % 2)))).ToList();
        rows.Add(Row(300, "new", "", 15));
        var found = MetricDetector.Run(s_job, new Detector(DetectorFunction.DistinctCount, "") { FieldName = "event.action", Side = MetricSide.High, OverField = "user.name" }, rows).MaxBy(r => r.Score)!;
        (found.Partition, found.Actual, found.FieldName).ShouldBe(("new", 15, "event.action"));
        found.Score.ShouldBeGreaterThan(50);
    }

    private static BucketValue Row(int hour, string member, string value, int count)
    {
        var bucket = Made.May + (hour * Made.Hour);
        return new BucketValue("s", bucket, value, count, bucket, bucket + 1) { Partition = member, Number = count };
    }
}
