using CsCheck;
using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Snapshots;

/// <summary>A run that goes on from a snapshot ends, to the last bit, where one from the beginning ends.</summary>
public sealed class SnapshotTests
{
    /// <summary>Gaps in hours; rows of scope, partition, value and count.</summary>
    private static readonly Gen<BucketValue[]> s_rows =
        Gen.Select(Gen.Int[1, 30], Gen.Select(Gen.Int[0, 1], Gen.Int[0, 3], Gen.Int[0, 7], Gen.Int[1, 40]).Array[1, 8]).Array[1, 24].Select(buckets =>
        {
            var hour = 0;
            return (BucketValue[])[.. buckets.SelectMany(b =>
            {
                hour += b.Item1;
                var bucket = Made.May + (hour * Made.Hour);
                return b.Item2.DistinctBy(r => (r.Item1, r.Item2, r.Item3)).Select(r =>
                    new BucketValue($"{r.Item1}", bucket, r.Item3 == 0 ? "" : $"v{r.Item3}", r.Item4, bucket + r.Item4, bucket + (r.Item4 * 2)) { Partition = $"p{r.Item2}", Number = r.Item4 });
            }).OrderBy(r => r.Scope).ThenBy(r => r.Bucket).ThenBy(r => r.Partition, StringComparer.Ordinal).ThenBy(r => r.Value, StringComparer.Ordinal)];
        });

    private static readonly JobDefinition s_job = Made.Job with { LearningBuckets = 3, LearningTime = TimeSpan.FromHours(12), HalfLife = TimeSpan.FromDays(2) };

    [Fact]
    public Task Of_rare_values() => Same((rows, job, snapshots) => RareDetector.Run(job, Made.Detector, OnePartition(rows), snapshots));

    [Fact]
    public Task Of_values_that_are_new_to_a_partition() => Same((rows, job, snapshots) =>
        NoveltyDetector.Run(job with { SensitiveValues = ["v3"] }, new Detector(DetectorFunction.Rare, "event.action", "user.name"), rows, null, snapshots));

    [Theory]
    [InlineData(DetectorFunction.Count)]
    [InlineData(DetectorFunction.Mean)]
    public Task Of_numbers(DetectorFunction function) => Same((rows, job, snapshots) =>
        MetricDetector.Run(job, new Detector(function, "", "user.name"), OneValue(rows), snapshots));

    [Fact]
    public Task Of_numbers_of_a_population() => Same((rows, job, snapshots) =>
        MetricDetector.Run(job, new Detector(DetectorFunction.Count, "event.action") { OverField = "user.name" }, rows, snapshots));

    [Fact]
    public Task Of_the_use_of_rare_values() => Same((rows, job, snapshots) =>
        RareUseDetector.Run(job, new Detector(DetectorFunction.FreqRare, "event.action") { OverField = "user.name" }, rows, snapshots));

    [Fact]
    public Task Of_times() => Same((rows, job, snapshots) => TimeDetector.Run(job, new Detector(DetectorFunction.TimeOfDay, "", "user.name"), OneValue(rows), null, snapshots));

    [Fact]
    public Task Of_entities() => Same((rows, job, snapshots) => EntityDetector.Run(
        job with { Detectors = [], Entity = new EntityDefinition("user.name", TimeSpan.FromHours(3), [new("one", "deed"), new("two", "origin")]) },
        [("a", Signs(rows, 2)), ("b", Signs(rows, 3))], OneValue(rows), snapshots));

    /// <summary>However few models may be awake, and whether they rest in between.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public Task Of_models_that_rest(int awake) => Within.Seconds(120, () => s_rows.Sample(rows =>
    {
        Detector[] detectors = [new(DetectorFunction.Sum, "event.action", "user.name") { FieldName = "x" }, new(DetectorFunction.TimeOfWeek, "", "user.name"), new(DetectorFunction.Count, "event.action") { OverField = "user.name" }];
        foreach (var detector in detectors)
        {
            var (all, allStates) = Run(DetectorStore.None.Awake);
            var (few, fewStates) = Run(awake);
            Texts(few).ShouldBe(Texts(all));
            fewStates.ShouldBe(allStates);

            (List<AnomalyRecord>, List<string>) Run(int most)
            {
                var states = new List<string>();
                var store = new DetectorStore(new Dictionary<string, byte[]>(), [Made.May + (40 * Made.Hour), Made.May + (90 * Made.Hour)], (at, scope, state) => states.Add($"{at} {scope} {Convert.ToHexString(state)}")) { Awake = most };
                return ([.. detector.IsTime ? TimeDetector.Run(s_job, detector, OneValue(rows), null, store) : MetricDetector.Run(s_job, detector, rows, store)], states);
            }
        }
    }, iter: 60, threads: 1));

    [Fact]
    public void A_state_that_is_none_is_refused() =>
        Should.Throw<InvalidDataException>(() => RareDetector.Run(s_job, Made.Detector, [], new DetectorStore(new Dictionary<string, byte[]> { ["0"] = [1, 2, 3] }, [], (_, _, _) => { })).ToList());

    private delegate IEnumerable<AnomalyRecord> Runner(IReadOnlyList<BucketValue> rows, JobDefinition job, DetectorStore store);

    private static Task Same(Runner run) => Within.Seconds(120, () =>
        Gen.Select(s_rows, Gen.Int[0, 60], Gen.Int[0, 600].Array[1, 4]).Sample((rows, repeat, hours) =>
        {
            var job = s_job with { SuppressRepeat = TimeSpan.FromHours(repeat) };
            long[] times = [.. hours.Select(h => Made.May + (h * Made.Hour)).Distinct().Order()];
            var (whole, noted) = Run(rows, new Dictionary<string, byte[]>(), times);
            for (var i = 0; i < times.Length; i++)
            {
                var at = times[i];
                var known = noted.Where(n => n.Key.At == at).ToDictionary(n => n.Key.Scope, n => n.Value);
                var (rest, later) = Run([.. rows.Where(r => r.Bucket >= at)], known, times[(i + 1)..]);
                var now = rest.Select(r => r.Identity).ToHashSet();
                Texts(whole.Where(r => r.Bucket < at && !now.Contains(r.Identity)).Concat(rest)).ShouldBe(Texts(whole));
                foreach (var (key, state) in later) state.ShouldBe(noted[key], $"the snapshot of scope {key.Scope} at {key.At} by a run from {at}");
                later.Count.ShouldBe(noted.Count(n => n.Key.At > at));
            }

            (List<AnomalyRecord>, Dictionary<(long At, string Scope), byte[]>) Run(IReadOnlyList<BucketValue> values, Dictionary<string, byte[]> known, long[] when)
            {
                var states = new Dictionary<(long, string), byte[]>();
                return ([.. run(values, job, new DetectorStore(known, when, (at, scope, state) => states.Add((at, scope), state)))], states);
            }
        }, iter: 150, threads: 1));

    private static string[] Texts(IEnumerable<AnomalyRecord> records) =>
        [.. records.Select(r => $"{r.Identity} {Convert.ToHexString(RecordBytes.Write(r))}").Order(StringComparer.Ordinal)];

    private static IEnumerable<BucketValue> OnePartition(IEnumerable<BucketValue> rows) =>
        rows.Where(r => r.Value.Length > 0).DistinctBy(r => (r.Scope, r.Bucket, r.Value)).Select(r => r with { Partition = "" });

    private static IEnumerable<BucketValue> OneValue(IEnumerable<BucketValue> rows) =>
        rows.DistinctBy(r => (r.Scope, r.Bucket, r.Partition)).Select(r => r with { Value = "" });

    private static List<Sign> Signs(IEnumerable<BucketValue> rows, int every) =>
        [.. OneValue(rows).Where(r => r.Count % every == 0).Select(r => new Sign(r.Scope, r.Bucket, r.Partition, 1.0 / (1 + (r.Count * r.Count)), 1, [$"v{r.Count}"], 0, r.First, r.Last))];
}
