using CsCheck;
using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies;

public sealed class NoveltyDetectorTests
{
    private static readonly Detector s_detector = new(DetectorFunction.Rare, "event.action", "user.name");

    private static readonly JobDefinition s_job = Made.Job with { Detectors = [s_detector], LearningBuckets = 3, LearningTime = TimeSpan.FromHours(12) };

    /// <summary>Rows in the order of a datafeed: gaps in hours; of each partition which values (0 for none) and how many events.</summary>
    private static readonly Gen<BucketValue[]> s_rows = Gen.Select(Gen.Int[1, 30], Gen.Select(Gen.Int[0, 3], Gen.Int[0, 7], Gen.Int[1, 4]).Array[1, 6]).Array[1, 20].Select(buckets =>
    {
        var hour = 0;
        return buckets.SelectMany(b =>
        {
            hour += b.Item1;
            return b.Item2.DistinctBy(r => (r.Item1, r.Item2)).OrderBy(r => r.Item1).ThenBy(r => r.Item2)
                .Select(r => Row(hour, $"p{r.Item1}", r.Item2 == 0 ? "" : $"v{r.Item2}", r.Item3));
        }).ToArray();
    });

    [Fact]
    public void Every_novelty_is_in_exactly_one_sign_and_a_sign_holds_nothing_else() =>
        s_rows.Sample(rows =>
        {
            var (_, signs) = Run(rows, s_job);
            var expected = rows.Where(r => r.Value.Length > 0 && !rows.Any(e => e.Bucket < r.Bucket && e.Partition == r.Partition && e.Value == r.Value))
                .GroupBy(r => (r.Bucket, r.Partition)).OrderBy(g => g.Key.Bucket).ThenBy(g => g.Key.Partition, StringComparer.Ordinal).ToArray();
            signs.Select(s => (s.Bucket, s.Partition)).ShouldBe(expected.Select(g => g.Key));
            foreach (var (sign, group) in signs.Zip(expected))
            {
                sign.Values.ShouldBe(group.Select(r => r.Value), ignoreOrder: true);
                (sign.Scope, sign.More, sign.Completed).ShouldBe((group.First().Scope, 0, group.Max(r => r.First)));
                var peers = rows.Where(r => r.Bucket < sign.Bucket && r.Value == sign.Values[0] && r.Partition != sign.Partition).Select(r => r.Partition).Distinct().Count();
                sign.Peers.ShouldBe(peers);
            }
        }, iter: 500, threads: 1);

    [Fact]
    public Task Records_have_the_probabilities_of_the_plain_twin_and_signs_the_least_of_each_partition() => Within.Seconds(60, () =>
        s_rows.Sample(rows =>
        {
            var (records, signs) = Run(rows, s_job);
            var twin = new NoveltyTwin(s_job);
            foreach (var bucket in rows.GroupBy(r => r.Bucket))
            {
                foreach (var partition in bucket.GroupBy(r => r.Partition))
                {
                    var judged = twin.Judge(partition.Key, [.. partition.Where(r => r.Value.Length > 0).Select(r => r.Value)], bucket.Key);
                    if (judged.Count > 0) signs.Single(s => s.Bucket == bucket.Key && s.Partition == partition.Key).Probability.ShouldBe(judged.Min(n => n.Probability), 1e-9);
                    foreach (var novelty in judged)
                    {
                        var found = records.SingleOrDefault(r => r.Bucket == bucket.Key && r.Partition == partition.Key && r.ByValue == novelty.Value);
                        var days = twin.ReturnDays(found?.Probability ?? novelty.Probability, bucket.Key);
                        if (found is null)
                        {
                            (novelty.Probability >= 0.5 - 1e-9 || RecordScore.OfReturn(days) < RareDetector.LeastScore + 1e-6).ShouldBeTrue("only what is usual or of no score is left out");
                            continue;
                        }

                        found.Probability.ShouldBe(novelty.Probability, novelty.Probability * 1e-9);
                        found.ReturnDays.ShouldBe(days, days * 1e-9);
                        found.Score.ShouldBe(RecordScore.OfReturn(days), 1e-6);
                        found.Learning.ShouldBe(twin.IsLearning(bucket.Key));
                        var history = (NoveltyHistory)found.History;
                        (history.Peers, history.Together).ShouldBe((novelty.Peers, judged.Count));
                        history.Days.ShouldBe(twin.Days(bucket.Key), 1e-9);
                    }
                }

                twin.Learn(bucket.Key, bucket.GroupBy(r => r.Partition).Select(p => (p.Key, p.Where(r => r.Value.Length > 0).Select(r => r.Value).ToArray())));
            }

            records.ShouldAllBe(r => rows.Any(v => v.Bucket == r.Bucket && v.Partition == r.Partition && v.Value == r.ByValue));
        }, iter: 60, threads: 1));

    [Fact]
    public void The_bucket_of_a_record_is_judged_by_the_buckets_before_it_alone() =>
        s_rows.Sample(rows =>
        {
            var job = s_job with { SuppressRepeat = TimeSpan.Zero };
            var end = rows[rows.Length / 2].Bucket;
            var (all, half) = (Run(rows, job), Run(rows.Where(r => r.Bucket <= end), job));
            all.Records.Where(r => r.Bucket <= end).ShouldBe(half.Records);
            all.Signs.Where(s => s.Bucket <= end).Select(Text).ShouldBe(half.Signs.Select(Text));
        }, iter: 300, threads: 1);

    [Fact]
    public void Other_scopes_and_the_names_of_partitions_change_nothing() =>
        Gen.Select(s_rows, s_rows).Sample((rows, others) =>
        {
            var alone = Run(rows, s_job);
            var among = Run([.. others.Select(v => v with { Scope = "000" }), .. rows, .. others.Select(v => v with { Scope = "999" })], s_job);
            among.Records.Where(r => r.Scope == "111122223333").ShouldBe(alone.Records);
            among.Signs.Where(s => s.Scope == "111122223333").Select(Text).ShouldBe(alone.Signs.Select(Text));
            static string Renamed(string partition) => $"q{9 - (partition[1] - '0')}";
            var renamed = Run(rows.Select(r => r with { Partition = Renamed(r.Partition) }).OrderBy(r => r.Bucket).ThenBy(r => r.Partition, StringComparer.Ordinal).ThenBy(r => r.Value, StringComparer.Ordinal), s_job);
            renamed.Records.ShouldBe(alone.Records.Select(r => r with { Partition = Renamed(r.Partition) }), ignoreOrder: true);
            renamed.Signs.Select(Text).ShouldBe(alone.Signs.Select(s => Text(s with { Partition = Renamed(s.Partition) })), ignoreOrder: true);
        }, iter: 200, threads: 1);

    [Fact]
    public void Every_event_of_a_record_is_counted_once_and_repeats_join_it_within_the_time() =>
        Gen.Select(s_rows, Gen.Int[0, 60]).Sample((rows, hours) =>
        {
            var repeat = TimeSpan.FromHours(hours);
            foreach (var record in Run(rows, s_job with { SuppressRepeat = repeat }).Records)
            {
                var joined = rows.Where(r => r.Partition == record.Partition && r.Value == record.ByValue && (r.Bucket == record.Bucket || (r.Bucket > record.Bucket && r.Bucket - record.Bucket < hours * Made.Hour))).ToArray();
                (record.EventCount, record.Repeats, record.FirstEvent, record.LastEvent).ShouldBe((joined.Sum(r => r.Count), joined.Length - 1, joined[0].First, joined[^1].Last));
            }
        }, iter: 300, threads: 1);

    [Fact]
    public void What_comes_again_after_the_time_is_no_anomaly_since_the_partition_has_it()
    {
        var rows = Usual(10).Append(Row(240, "ana", "New", 2)).Append(Row(263, "ana", "New", 3)).Append(Row(264, "ana", "New", 4));
        var found = Run(rows, s_job).Records.Where(r => r.ByValue == "New").ShouldHaveSingleItem();
        (found.Bucket, found.EventCount, found.Repeats, found.LastEvent).ShouldBe((Made.May + (240 * Made.Hour), 5, 1, Row(263, "ana", "New", 3).Last));
        (found.PartitionField, found.Partition, found.ByField, found.Detector, found.Function).ShouldBe(("user.name", "ana", "event.action", "rare by event.action partition by user.name", "rare"));
    }

    [Fact]
    public void Records_of_the_first_buckets_and_of_the_first_days_are_marked_as_learning()
    {
        var job = s_job with { LearningBuckets = 20, LearningTime = TimeSpan.FromDays(3) };
        var rows = Usual(10).Concat([Row(71, "ana", "Early", 1), Row(72, "ana", "Late", 1)]).OrderBy(r => r.Bucket).ThenBy(r => r.Partition, StringComparer.Ordinal).ThenBy(r => r.Value, StringComparer.Ordinal);
        var found = Run(rows, job).Records;
        found.Single(r => r.ByValue == "Early").Learning.ShouldBeTrue("71 hours");
        found.Single(r => r.ByValue == "Late").Learning.ShouldBeFalse("three days");
    }

    [Fact]
    public void A_sign_keeps_fifty_values_the_most_unusual_first_and_counts_the_others()
    {
        var known = new[] { "ana", "cyd" }.SelectMany(p => Enumerable.Range(0, 20).Select(i => Row(0, p, $"known{i:00}", 1)));
        var fresh = Enumerable.Range(0, 45).Select(i => Row(48, "bob", $"zfresh{i:00}", 1));
        var again = Enumerable.Range(0, 20).Select(i => Row(48, "bob", $"known{i:00}", 9) with { First = Made.May + (49 * Made.Hour) });
        var (_, signs) = Run([.. known, .. Enumerable.Range(1, 47).Select(h => Row(h, "ana", "", 1)), .. again, .. fresh], s_job);
        var sign = signs.Single(s => s.Partition == "bob");
        (sign.Values.Count, sign.More).ShouldBe((Sign.MaxValues, 15));
        sign.Values.Take(45).ShouldBe(fresh.Select(r => r.Value));
        sign.Values.Skip(45).ShouldBe(["known00", "known01", "known02", "known03", "known04"]);
        (sign.Peers, sign.Completed).ShouldBe((0, Made.May + (49 * Made.Hour)));
    }

    [Fact]
    public void Rows_without_a_value_show_activity_and_are_no_novelty()
    {
        var (records, signs) = Run(Enumerable.Range(0, 100).Select(h => Row(h, "ana", "", 1)).Append(Row(100, "ana", "First", 1)), s_job);
        records.ShouldHaveSingleItem().ByValue.ShouldBe("First");
        ((NoveltyHistory)records[0].History).ShouldSatisfyAllConditions(h => h.PartitionBuckets.ShouldBe(100), h => h.PartitionValues.ShouldBe(0), h => h.ActiveBuckets.ShouldBe(100));
        signs.ShouldHaveSingleItem();
    }

    [Fact]
    public void Nothing_gives_nothing() => Run([], s_job).Records.ShouldBeEmpty();

    private static string Text(Sign sign) => $"{sign.Scope} {sign.Bucket} {sign.Partition} {sign.Probability:R} {sign.Peers} {string.Join(",", sign.Values)} {sign.More} {sign.Completed}";

    private static (List<AnomalyRecord> Records, List<Sign> Signs) Run(IEnumerable<BucketValue> rows, JobDefinition job)
    {
        var signs = new List<Sign>();
        return ([.. NoveltyDetector.Run(job, s_detector, rows, signs.Add)], signs);
    }

    private static IEnumerable<BucketValue> Usual(int days) =>
        Enumerable.Range(0, days * 24).SelectMany(hour => new[] { Row(hour, "ana", "Get", 5), Row(hour, "bob", "Get", 1), Row(hour, "bob", "List", 1) });

    private static BucketValue Row(int hour, string partition, string value, int count)
    {
        var bucket = Made.May + (hour * Made.Hour);
        return new BucketValue("111122223333", bucket, value, count, bucket + (value.Length * 1_000_000), bucket + (count * 20_000_000L)) { Partition = partition };
    }
}
