using Offtrail.Pipeline;
using Offtrail.Sources;

namespace Offtrail.Tests.Pipeline.Service;

/// <summary>What fails alone; what is kept and what is dropped; who is told.</summary>
public sealed class LiveServiceTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_damaged_segment_stops_the_detection_and_nothing_else()
    {
        await using var bench = new LiveBench();
        bench.Source.Give(Object("a", 1, 20));
        await bench.UntilAsync(() => bench.Status.Events == 20, s_second);
        foreach (var segment in bench.Data.State.Manifest.All()) await File.WriteAllBytesAsync(bench.Data.Lake.PathOf(segment), new byte[segment.Bytes], TestContext.Current.CancellationToken);
        bench.Source.Give(Object("b", 100, 20));
        await bench.UntilAsync(() => bench.Status.Failure is not null, s_second);
        bench.Status.Failure.ShouldStartWith("detecting failed: ");
        bench.Status.IsBehind.ShouldBeTrue();
        bench.Source.Give(Object("c", 200, 20));
        await bench.UntilAsync(() => bench.Status.Stored == 60, TimeSpan.FromMilliseconds(10));
        bench.Data.State.Ledger.Contains("c", "v1").ShouldBeTrue();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Days_are_dropped_by_the_clock_and_by_the_newest_event_whichever_is_earlier(bool isClockWrong, bool isEventWrong)
    {
        await using var bench = new LiveBench(new LiveOptions { Ingest = new IngestOptions { Threads = 1 }, Keep = TimeSpan.FromDays(30) });
        var now = bench.Clock.GetUtcNow();
        bench.Source.Give(Object("old", 1, 5, now.AddDays(-45)), Object("young", 10, 5, now.AddDays(-1)));
        if (isEventWrong) bench.Source.Give(Object("wrong", 20, 1, now.AddYears(20)));
        await bench.UntilAsync(() => bench.Status.Stored == (isEventWrong ? 11 : 10), s_second);
        if (isClockWrong) bench.Clock.Advance(TimeSpan.FromDays(7300));
        await bench.UntilAsync(() => bench.Data.State.Manifest.All().All(s => s.LastMicros >= Micros(now.AddDays(-2))), TimeSpan.FromMinutes(10));
        var detections = bench.Status.Detections;
        await bench.UntilAsync(() => bench.Status.Detections >= detections + 12, TimeSpan.FromMinutes(10)); // so that days were looked at some times
        bench.Data.State.Manifest.Totals().Events.ShouldBe(isEventWrong ? 6 : 5);
    }

    [Fact]
    public async Task A_source_that_can_not_be_told_is_not_the_others_fault()
    {
        await using var bench = new LiveBench();
        var told = new Told([Object("b", 10, 5)]);
        bench.Source.Give(new Untold([Object("a", 1, 5)]));
        bench.Source.Give(told);
        await bench.UntilAsync(() => told.Times == 1 && bench.Status.Stored == 10, s_second);
        bench.Status.Failure.ShouldBeNull();
    }

    private static SourceObject Object(string key, int first, int count, DateTimeOffset? from = null) =>
        MemorySource.Object(key, [.. Enumerable.Range(first, count).Select(i => SmallLake.Record($"id-{i:0000}", Micros(from ?? new DateTimeOffset(2026, 6, 30, 0, 0, 0, TimeSpan.Zero)) + (i * 1_000_000L)))]);

    private static long Micros(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private sealed class Untold(IReadOnlyList<SourceObject> objects) : Arrival(objects)
    {
        public override Task SettleAsync(Func<SourceObject, bool> isStored, Action<IReadOnlyList<Undeliverable>> quarantine, CancellationToken cancellationToken) => throw new IOException("the queue is gone");
    }

    private sealed class Told(IReadOnlyList<SourceObject> objects) : Arrival(objects)
    {
        public int Times { get; private set; }

        public override Task SettleAsync(Func<SourceObject, bool> isStored, Action<IReadOnlyList<Undeliverable>> quarantine, CancellationToken cancellationToken)
        {
            if (Objects.All(isStored)) Times++;
            return Task.CompletedTask;
        }
    }
}
