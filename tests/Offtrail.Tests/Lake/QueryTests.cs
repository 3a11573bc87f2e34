using CsCheck;
using Offtrail.Anomalies;
using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Tests.Lake;

/// <summary>The lake's SQL against plain LINQ over the same events.</summary>
public sealed class QueryTests
{
    private static readonly string?[] s_codes = [null, "AccessDenied", "It's", "a\"b", "é", "z", "\U0001F600", "\uFFFD", "Ä", "a\0b", "a\0c"];

    /// <summary>Events: hour, minute, code, account, call.</summary>
    private static readonly Gen<(int Hour, int Minute, int Code, int Account, int Call)[]> s_events =
        Gen.Select(Gen.Int[0, 50], Gen.Int[0, 59], Gen.Int[0, s_codes.Length - 1], Gen.Int[1, 3], Gen.Int[0, 3]).Array[1, 80];

    [Fact]
    public Task The_datafeed_counts_as_linq_does() => Within.Seconds(60, () =>
        Gen.Select(s_events, Gen.Int[0, 55], Gen.Int[0, 2]).Sample((events, to, span) =>
        {
            using var lake = Make(events);
            var job = Made.Job with { BucketSpan = new[] { TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromDays(1) }[span] };
            var micros = job.BucketSpan.Ticks / 10;
            var toMicros = Made.May + (to * Made.Hour);
            var expected = lake.Events.Where(e => e.Time < toMicros && e[EventColumn.ErrorCode] is not null)
                .GroupBy(e => (e.Account, Bucket: e.Time / micros * micros, Code: e[EventColumn.ErrorCode]!))
                .Select(g => new BucketValue(g.Key.Account, g.Key.Bucket, g.Key.Code, g.Count(), g.Min(e => e.Time), g.Max(e => e.Time)))
                .OrderBy(v => v.Scope, StringComparer.Ordinal).ThenBy(v => v.Bucket).ThenBy(v => System.Text.Encoding.UTF8.GetBytes(v.Value), Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));
            Datafeed.Read(lake.Reader, lake.Segments, new Feed(job, Made.Detector), long.MinValue, toMicros).ShouldBe(expected);
        }, iter: 12, threads: 1));

    [Fact]
    public Task The_evidence_is_what_linq_finds() => Within.Seconds(60, () =>
        s_events.Sample(events =>
        {
            using var lake = Make(events);
            AnomalyRecord[] records = [.. Datafeed.Read(lake.Reader, lake.Segments, new Feed(Made.Job, Made.Detector), long.MinValue, long.MaxValue).Select(v =>
                Made.Record(bucket: v.Bucket, value: v.Value, scope: v.Scope) with { FirstEvent = v.First, LastEvent = v.Last + (v.Count % 2 * Made.Hour) })];
            string[] fields = ["event.action", "source.ip", "user.name"];
            var found = EvidenceQuery.Read(lake.Reader, lake.Segments, Made.Job, records, fields);
            found.Count.ShouldBe(records.Length);
            foreach (var (record, evidence) in records.Zip(found))
            {
                var behind = lake.Events.Where(e => e.Account == record.Scope && e[EventColumn.ErrorCode] == record.ByValue && e.Time >= record.FirstEvent && e.Time <= record.LastEvent)
                    .OrderBy(e => e.Time).ThenBy(e => e.Id, StringComparer.Ordinal).ToArray();
                evidence.EventIds.ShouldBe(behind.Select(e => e.Id));
                evidence.Events.ShouldBe(behind.Length);
                evidence.Of("user.name").Top.ShouldBeEmpty();
                evidence.Of("event.action").Top.ShouldBe(behind.GroupBy(e => e[EventColumn.Action]!).Select(g => new ValueCount(g.Key, g.Count()))
                    .OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal));
                evidence.Common("source.ip").ShouldBe("203.0.113.7");
            }
        }, iter: 12, threads: 1));

    [Fact]
    public Task The_overview_counts_as_linq_does() => Within.Seconds(60, () =>
        Gen.Select(s_events, Gen.Int[0, 55]).Sample((events, to) =>
        {
            using var lake = Make(events);
            var within = lake.Events.Where(e => e.Time < Made.May + (to * Made.Hour)).ToArray();
            LakeOverviewQuery.Read(lake.Reader, lake.Segments, Made.May + (to * Made.Hour)).ShouldBe(new LakeOverview(within.Length, within.Count(e => e[EventColumn.Outcome] == "failure"),
                within.Select(e => e.Account).Distinct().Count(), within.Select(e => e.Time).DefaultIfEmpty().Min(), within.Select(e => e.Time).DefaultIfEmpty().Max()));
        }, iter: 12, threads: 1));

    [Fact]
    public Task The_newest_events_are_those_that_linq_finds_however_many_days_are_looked_through_at_once() => Within.Seconds(60, () =>
        Gen.Select(s_events, Gen.Int[1, 90], Gen.Long[1, 2_000_000]).Sample((events, limit, rows) =>
        {
            using var lake = Make(events);
            Segment[] segments = [.. lake.Segments.Select(s => s with { Rows = rows })]; // only decides which segments are looked through together
            EventSearch.Newest(lake.Reader, segments, new Exists("aws.cloudtrail.error_code"), new During(long.MinValue, long.MaxValue), limit, [EventColumn.EventId]).Select(e => e[EventColumn.EventId])
                .ShouldBe(lake.Events.Where(e => e[EventColumn.ErrorCode] is not null).OrderByDescending(e => e.Time).ThenBy(e => e.Id, StringComparer.Ordinal).Take(limit).Select(e => e.Id));
        }, iter: 25, threads: 1));

    [Fact]
    public void An_empty_lake_answers_with_nothing()
    {
        using var lake = new SmallLake();
        Datafeed.Read(lake.Reader, [], new Feed(Made.Job, Made.Detector), long.MinValue, long.MaxValue).ShouldBeEmpty();
        LakeOverviewQuery.Read(lake.Reader, [], long.MaxValue).Events.ShouldBe(0);
        EvidenceQuery.Read(lake.Reader, [], Made.Job, [Made.Record()], ["event.action"]).Single().Events.ShouldBe(0);
    }

    [Fact]
    public void Of_many_events_a_thousand_ids_are_kept_and_all_are_counted()
    {
        using var lake = new SmallLake();
        lake.Add(Enumerable.Range(0, 1500).Select(i => SmallLake.Record($"id{i:0000}", Made.May + (i * 1_000_000L), "Code", action: $"Call{i % 15}")));
        var evidence = EvidenceQuery.Read(lake.Reader, lake.Segments, Made.Job, [Made.Record(value: "Code") with { FirstEvent = Made.May, LastEvent = Made.May + Made.Hour }], ["event.action"]).Single();
        (evidence.Events, evidence.EventIds.Count, evidence.EventIds[0], evidence.EventIds[^1]).ShouldBe((1500, 1000, "id0000", "id0999"));
        (evidence.Of("event.action").Top.Count, evidence.Of("event.action").More).ShouldBe((10, 5));
    }

    [Fact]
    public void A_segment_that_is_gone_is_told_as_a_fault_of_the_lake()
    {
        using var lake = new SmallLake();
        lake.Add(SmallLake.Record("a", Made.May, "Code"));
        File.Delete(lake.Folder.PathOf(lake.Segments[0]));
        Should.Throw<LakeException>(() => Datafeed.Read(lake.Reader, lake.Segments, new Feed(Made.Job, Made.Detector), long.MinValue, long.MaxValue).ToList()).Message.ShouldStartWith("the lake can't be read");
    }

    [Theory]
    [InlineData(2_400)]
    [InlineData(long.MaxValue)]
    public void A_search_gives_every_event_once_newest_first_over_many_segments_and_pages(long limit)
    {
        using var lake = new SmallLake();
        for (var part = 0; part < 3; part++)
            lake.Add(Enumerable.Range(0, 1000).Select(i => SmallLake.Record($"id{(i * 3) + part:0000}", Made.May + (((i * 3) + part) / 2 * 90_000_000L))));
        var expected = lake.Events.OrderByDescending(e => e.Time).ThenBy(e => e.Id, StringComparer.Ordinal).Take((int)Math.Min(limit, 3000)).Select(e => (e.Id, (string?)null));
        EventSearch.Newest(lake.Reader, lake.Segments, Filter.Everything, new During(long.MinValue, long.MaxValue), limit, [EventColumn.EventId])
            .Select(e => (e[EventColumn.EventId]!, e[EventColumn.Action])).ShouldBe(expected);
    }

    private static SmallLake Make((int Hour, int Minute, int Code, int Account, int Call)[] events)
    {
        var lake = new SmallLake();
        var id = 0;
        foreach (var part in events.Chunk(30))
            lake.Add(part.Select(e => SmallLake.Record($"id{id++}", Made.May + (e.Hour * Made.Hour) + (e.Minute * 60_000_000L), s_codes[e.Code], "acct" + e.Account, "Call" + e.Call)));
        return lake;
    }
}
