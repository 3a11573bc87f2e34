using System.Text;
using CsCheck;
using Offtrail.Anomalies;
using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Tests.Lake;

/// <summary>Partitions, lists of values, filters, scopes, and the evidence of what they find, against plain LINQ over the same events.</summary>
public sealed class PartitionQueryTests
{
    private static readonly string?[] s_codes = [null, "AccessDenied", "Access", "It's", "a\"b", "é", "z", "\U0001F600", "\uFFFD", "A_B", "AxB"];
    private static readonly string[] s_listed = ["Acc*", "z", "It's", "\U0001F600*", "A_*"];

    /// <summary>Events: hour, minute, code, account, call, address.</summary>
    private static readonly Gen<(int Hour, int Minute, int Code, int Account, int Call, int Address)[]> s_events =
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 59], Gen.Int[0, s_codes.Length - 1], Gen.Int[1, 2], Gen.Int[0, 3], Gen.Int[1, 3]).Array[1, 60];

    [Fact]
    public Task Partitions_lists_filters_and_scopes_are_counted_as_linq_does() => Within.Seconds(60, () =>
        Gen.Select(s_events, Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[0, 2], Gen.Int[5, 40]).Sample((events, listed, filtered, everywhere, partitioned, to) =>
        {
            using var lake = Make(events);
            var (partition, toMicros) = (new[] { null, "event.action", "source.ip" }[partitioned], Made.May + (to * Made.Hour));
            var detector = Made.Detector with { PartitionField = partition, ByValues = listed ? s_listed : null };
            var job = Job(filtered, everywhere);
            var expected = lake.Events.Where(e => e.Time < toMicros && Counts(e, job)).Select(e => (Event: e, Value: e[EventColumn.ErrorCode] is { } code && (!listed || IsListed(code)) ? code : ""))
                .Where(e => partition is not null || e.Value.Length > 0)
                .GroupBy(e => (Scope: everywhere ? "*" : e.Event.Account, Bucket: e.Event.Time / Made.Hour * Made.Hour, Partition: partition is null ? "" : Of(e.Event, partition)!, e.Value))
                .Select(g => new BucketValue(g.Key.Scope, g.Key.Bucket, g.Key.Value, g.Count(), g.Min(e => e.Event.Time), g.Max(e => e.Event.Time)) { Partition = g.Key.Partition })
                .OrderBy(v => v.Scope, StringComparer.Ordinal).ThenBy(v => v.Bucket).ThenBy(v => v.Partition, StringComparer.Ordinal).ThenBy(v => Encoding.UTF8.GetBytes(v.Value), Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));
            Datafeed.Read(lake.Reader, lake.Segments, new Feed(job, detector), long.MinValue, toMicros).ShouldBe(expected);
        }, iter: 16, threads: 1));

    [Fact]
    public Task Events_without_a_partition_are_left_out() => Within.Seconds(60, () =>
        s_events.Sample(events =>
        {
            using var lake = Make(events);
            var detector = new Detector(DetectorFunction.Rare, "event.action", "aws.cloudtrail.error_code");
            var rows = Datafeed.Read(lake.Reader, lake.Segments, new Feed(Made.Job, detector), long.MinValue, long.MaxValue).ToArray();
            rows.Sum(r => r.Count).ShouldBe(lake.Events.Count(e => e[EventColumn.ErrorCode] is not null));
            rows.ShouldAllBe(r => r.Partition.Length > 0 && r.Value.Length > 0);
        }, iter: 4, threads: 1));

    [Fact]
    public Task The_activity_of_entities_is_what_linq_finds() => Within.Seconds(60, () =>
        Gen.Select(s_events, Gen.Bool, Gen.Bool).Sample((events, filtered, everywhere) =>
        {
            using var lake = Make(events);
            var job = Job(filtered, everywhere);
            var expected = lake.Events.Where(e => Counts(e, job))
                .GroupBy(e => (Scope: everywhere ? "*" : e.Account, Bucket: e.Time / Made.Hour * Made.Hour, Ip: e[EventColumn.SourceIp]!))
                .Select(g => new BucketValue(g.Key.Scope, g.Key.Bucket, "", g.Count(), g.Min(e => e.Time), g.Max(e => e.Time)) { Partition = g.Key.Ip })
                .OrderBy(v => v.Scope, StringComparer.Ordinal).ThenBy(v => v.Bucket).ThenBy(v => v.Partition, StringComparer.Ordinal);
            Datafeed.Read(lake.Reader, lake.Segments, new Feed(job with { Entity = new EntityDefinition("source.ip", TimeSpan.FromHours(3), []) }, null), long.MinValue, long.MaxValue).ShouldBe(expected);
        }, iter: 6, threads: 1));

    [Fact]
    public Task The_evidence_of_a_partitions_record_is_what_linq_finds() => Within.Seconds(60, () =>
        Gen.Select(s_events, Gen.Bool, Gen.Bool).Sample((events, filtered, everywhere) =>
        {
            using var lake = Make(events);
            var job = Job(filtered, everywhere);
            var detector = Made.Detector with { PartitionField = "source.ip" };
            AnomalyRecord[] records = [.. Datafeed.Read(lake.Reader, lake.Segments, new Feed(job, detector), long.MinValue, long.MaxValue).Where(v => v.Value.Length > 0).Select(v => Made.Record(bucket: v.Bucket, value: v.Value, scope: v.Scope) with
            {
                PartitionField = "source.ip",
                Partition = v.Partition,
                History = new NoveltyHistory(30, 2, 5, 3, 0, 4, 0.1, 1),
                FirstEvent = v.First,
                LastEvent = v.Last + (v.Count % 2 * 3 * Made.Hour),
            })];
            var found = EvidenceQuery.Read(lake.Reader, lake.Segments, job, records, ["event.action"]);
            foreach (var (record, evidence) in records.Zip(found))
                Compare(evidence, lake, job, record, e => e[EventColumn.ErrorCode] == record.ByValue && e[EventColumn.SourceIp] == record.Partition && e.Time >= record.FirstEvent);
        }, iter: 8, threads: 1));

    [Fact]
    public Task The_evidence_of_an_entity_is_each_event_with_one_of_its_new_values_once() => Within.Seconds(60, () =>
        Gen.Select(s_events, Gen.Bool, Gen.Bool).Sample((events, filtered, everywhere) =>
        {
            using var lake = Make(events);
            var job = Job(filtered, everywhere);
            AnomalyRecord[] records = [.. Datafeed.Read(lake.Reader, lake.Segments, new Feed(job with { Entity = new EntityDefinition("source.ip", TimeSpan.FromHours(3), []) }, null), long.MinValue, long.MaxValue).Select((v, i) => Made.Record(bucket: v.Bucket, value: v.Partition, scope: v.Scope) with
            {
                ByField = "source.ip",
                // Values that lie over each other: many an event has a new call and a new code.
                History = new EntityHistory(30, 2, 5, 0, v.Bucket - (i % 3 * Made.Hour), [Part("event.action", "Call1", "Call2"), Part("aws.cloudtrail.error_code", "z", "é", "AccessDenied")], [Part("event.action", "Call2", "Call3")]),
                FirstEvent = i % 3 == 0 ? v.First : v.Bucket - (i % 3 * Made.Hour),
                LastEvent = v.Last + (i % 2 * 5 * Made.Hour),
            })];
            var found = EvidenceQuery.Read(lake.Reader, lake.Segments, job, records, ["event.action"]);
            foreach (var (record, evidence) in records.Zip(found))
            {
                Compare(evidence, lake, job, record, e => e[EventColumn.SourceIp] == record.ByValue && e.Time >= ((EntityHistory)record.History).WindowStart
                    && (e[EventColumn.Action] is "Call1" or "Call2" or "Call3" || e[EventColumn.ErrorCode] is "z" or "é" or "AccessDenied"));
            }
        }, iter: 8, threads: 1));

    private static void Compare(Evidence evidence, SmallLake lake, JobDefinition job, AnomalyRecord record, Func<SeenEvent, bool> isBehind)
    {
        var behind = lake.Events.Where(e => Counts(e, job) && (job.Scope == JobScope.Organization || e.Account == record.Scope) && e.Time <= record.LastEvent && isBehind(e))
            .OrderBy(e => e.Time).ThenBy(e => e.Id, StringComparer.Ordinal).ToArray();
        evidence.EventIds.ShouldBe(behind.Select(e => e.Id));
        evidence.Events.ShouldBe(behind.Length);
        evidence.Of("event.action").Top.ShouldBe(behind.GroupBy(e => e[EventColumn.Action]!).Select(g => new ValueCount(g.Key, g.Count())).OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal));
    }

    private static Contribution Part(string field, params string[] values) => new("job", field, values, 0, 0, 1, 1);

    private static JobDefinition Job(bool filtered, bool everywhere) =>
        Made.Job with { Scope = everywhere ? JobScope.Organization : JobScope.Account, Filter = filtered ? "not event.action: Call0 and source.ip: 203.0.113.0/31" : null };

    private static bool Counts(SeenEvent e, JobDefinition job) => job.Filter is null || (e[EventColumn.Action] != "Call0" && e[EventColumn.SourceIp] is "203.0.113.0" or "203.0.113.1");

    private static string? Of(SeenEvent e, string field) => EventColumns.TryFind(field, out var column) ? e[column] : null;

    private static bool IsListed(string code) => s_listed.Any(l => l.EndsWith('*') ? code.StartsWith(l[..^1], StringComparison.Ordinal) : code == l);

    private static SmallLake Make((int Hour, int Minute, int Code, int Account, int Call, int Address)[] events)
    {
        var lake = new SmallLake();
        var id = 0;
        foreach (var part in events.Chunk(25))
            lake.Add(part.Select(e => SmallLake.Record($"id{id++}", Made.May + (e.Hour * Made.Hour) + (e.Minute * 60_000_000L), s_codes[e.Code], "acct" + e.Account, "Call" + e.Call, $"203.0.113.{e.Address}")));
        return lake;
    }
}
