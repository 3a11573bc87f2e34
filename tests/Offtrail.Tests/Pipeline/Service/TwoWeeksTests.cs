using Offtrail.Pipeline;
using Offtrail.Server;
using Offtrail.Sources;
using Offtrail.State;

namespace Offtrail.Tests.Pipeline.Service;

/// <summary>A fortnight of a service in some minutes: the clock is made up, the stores are real.</summary>
public sealed class TwoWeeksTests(ITestOutputHelper output)
{
    private const int Days = 14;
    private const int Kept = 5;
    private const int Step = 2; // hours from one arrival to the next

    [Fact]
    public Task Nothing_is_missed_and_nothing_grows_without_bound() => Within.Seconds(600, async () =>
    {
        var options = new LiveOptions { Ingest = new IngestOptions { Threads = 1 }, Interval = TimeSpan.FromMinutes(90), Keep = TimeSpan.FromDays(Kept), MostSegmentsADay = 16 };
        await using var bench = new LiveBench(options, null, "rare_error_code", "high_distinct_count_error_message"); // what is found is other tests' matter
        var begin = bench.Clock.GetUtcNow();
        var secret = KeyFor(bench, TimeSpan.FromDays(7));
        var (given, longest, mostSegments, keyWas) = (0L, TimeSpan.Zero, 0L, new List<bool>()); // the key's state at the end of each day
        var sizes = new List<(long Segments, int Snapshots, long StateBytes)>();
        await bench.UntilAsync(() => bench.Status.DetectedAt is not null, TimeSpan.FromSeconds(2));
        var before = bench.Status.DetectedAt;
        for (var hour = 0; hour < Days * 24; hour += Step)
        {
            bench.Source.Give(Hour("first", begin, hour, late: IsLate(hour) ? 9 : 0), Hour("second", begin, hour, late: IsTwice(hour) ? 0 : 1));
            given += 2;
            await bench.UntilAsync(() => bench.Status.Objects == given && !bench.Status.IsBehind, TimeSpan.FromSeconds(2));
            for (var end = begin.AddHours(hour + Step); bench.Clock.GetUtcNow() < end;)
            {
                bench.Clock.Advance(TimeSpan.FromMinutes(15));
                await Task.Delay(1, TestContext.Current.CancellationToken);
                await bench.UntilAsync(() => bench.Status.Doing == "waiting" && bench.Clock.GetUtcNow() - Time(bench.Status.DetectedAt) < options.Interval, TimeSpan.FromSeconds(1));
                longest = Longer(longest, Time(bench.Status.DetectedAt) - Time(before));
                before = bench.Status.DetectedAt;
            }

            mostSegments = Math.Max(mostSegments, bench.Data.State.Manifest.Totals().Segments);
            if ((hour + Step) % 24 != 0) continue;
            keyWas.Add(IsGood(bench, secret));
            sizes.Add((bench.Data.State.Manifest.Totals().Segments, bench.Data.State.Snapshots.List().Count, new FileInfo(Path.Combine(bench.Data.Root, DataFolder.StateName)).Length));
        }

        output.WriteLine($"{bench.Status.Detections} detections, longest pause {longest}, at most {mostSegments} segments; by day (segments, snapshots, bytes of the state): {string.Join(" ", sizes)}");
        bench.Status.Failure.ShouldBeNull();
        bench.Status.Stored.ShouldBe(Enumerable.Range(0, Days * 24 / Step).Sum(i => IsTwice(i * Step) && !IsLate(i * Step) ? 6 : 12), "each event once");
        bench.Status.Detections.ShouldBeGreaterThanOrEqualTo(Days * 24 / Step);
        longest.ShouldBeLessThanOrEqualTo(options.Interval + TimeSpan.FromMinutes(16), "by the interval, and a step of the test");
        var newest = bench.Data.State.Manifest.NewestMicros()!.Value;
        bench.Data.State.Manifest.All().Min(s => s.FirstMicros).ShouldBeGreaterThanOrEqualTo(newest - ((Kept + 2) * Made.Day), "days behind those that are kept are dropped");
        mostSegments.ShouldBeLessThanOrEqualTo((Kept + 2) * 2 * (options.MostSegmentsADay + 8), "small segments are merged");
        Directory.GetFiles(Path.Combine(bench.Data.Root, "lake"), "*.parquet", SearchOption.AllDirectories).Length.ShouldBe((int)sizes[^1].Segments, "what is merged or dropped goes from the disk");
        Directory.GetFiles(bench.Data.Temp).ShouldBeEmpty();
        sizes[^1].Snapshots.ShouldBeLessThanOrEqualTo(sizes[Days / 2].Snapshots + (2 * Days), "hourly for a day, then daily");
        sizes[^1].StateBytes.ShouldBeLessThan(sizes[Days / 2].StateBytes * 2);
        keyWas.ShouldBe([.. Enumerable.Repeat(true, 6), .. Enumerable.Repeat(false, Days - 6)]);
    });

    private static bool IsLate(int hour) => hour % 7 == 3;

    private static bool IsTwice(int hour) => hour % 5 == 1;

    private static SourceObject Hour(string name, DateTimeOffset begin, int hour, int late) => MemorySource.Object($"{name}-{hour}", [.. Enumerable.Range(0, 6).Select(i =>
        SmallLake.Record($"{hour - late}-{i}-{late}", Micros(begin.AddHours(hour - late).AddMinutes(i * 9)), i == 0 && hour % 50 == 49 ? $"Rare.{hour}" : i % 3 == 0 ? "AccessDenied" : null, i % 2 == 0 ? "111122223333" : "444455556666", $"Call{i % 4}"))]);

    private static string KeyFor(LiveBench bench, TimeSpan lasts) => new Keys(bench.Data.State, bench.Clock).Create("a robot", Role.Viewer, [], lasts, "a test").Key.Id;

    private static bool IsGood(LiveBench bench, string id) => bench.Data.State.Keys.Find(id)!.ExpiresAt > Micros(bench.Clock.GetUtcNow());

    private static DateTimeOffset Time(long? micros) => DateTimeOffset.UnixEpoch.AddTicks((micros ?? 0) * TimeSpan.TicksPerMicrosecond);

    private static long Micros(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
