using CsCheck;
using Offtrail.Anomalies;
using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Tests.Lake;

/// <summary>The numbers of buckets, by values and over members, and the evidence of what they find, against plain LINQ over the same events.</summary>
public sealed class NumberQueryTests
{
    private static readonly string?[] s_codes = [null, "7", "12.5", "-3", "AccessDenied", "é", "Access"];
    private static readonly string[] s_listed = ["7", "1*", "Acc*"];
    private static readonly DetectorFunction[] s_functions =
        [DetectorFunction.Count, DetectorFunction.NonZeroCount, DetectorFunction.DistinctCount, DetectorFunction.Sum, DetectorFunction.Mean, DetectorFunction.Min, DetectorFunction.Max];

    /// <summary>Events: hour, minute, code, call, address.</summary>
    private static readonly Gen<(int Hour, int Minute, int Code, int Call, int Address)[]> s_events =
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 59], Gen.Int[0, s_codes.Length - 1], Gen.Int[0, 2], Gen.Int[1, 3]).Array[1, 60];

    [Fact]
    public Task Numbers_are_what_linq_counts() => Within.Seconds(120, () =>
        Gen.Select(s_events, Gen.Int[0, s_functions.Length - 1].Select(i => s_functions[i]), Gen.Bool, Gen.Bool, Gen.Int[0, 2]).Sample((events, function, listed, by, divided) =>
        {
            using var lake = Make(events);
            var detector = Detector(function, listed, by, divided);
            var expected = lake.Events.GroupBy(e => (Bucket: e.Time / Made.Hour * Made.Hour, Partition: divided == 0 ? "" : e[EventColumn.SourceIp]!, Value: by ? e[EventColumn.Action]! : ""))
                .Select(g => (g.Key, Events: g.ToArray(), Number: Number(function, [.. g.Select(e => Judged(e, listed)).OfType<string>()])))
                .Where(g => g.Number is not null)
                .Select(g => new BucketValue("acct", g.Key.Bucket, g.Key.Value, g.Events.Length, g.Events.Min(e => e.Time), g.Events.Max(e => e.Time)) { Partition = g.Key.Partition, Number = g.Number!.Value })
                .OrderBy(v => v.Bucket).ThenBy(v => v.Partition, StringComparer.Ordinal).ThenBy(v => v.Value, StringComparer.Ordinal).ToArray();
            Datafeed.Read(lake.Reader, lake.Segments, new Feed(Job(detector), detector), long.MinValue, long.MaxValue).ShouldBe(expected);
        }, iter: 40, threads: 1));

    [Fact]
    public Task The_evidence_of_a_number_is_all_that_was_counted() => Within.Seconds(120, () =>
        Gen.Select(s_events, Gen.Bool, Gen.Bool, Gen.Int[0, 2]).Sample((events, listed, by, divided) =>
        {
            using var lake = Make(events);
            var detector = Detector(DetectorFunction.DistinctCount, listed, by, divided);
            AnomalyRecord[] records = [.. Datafeed.Read(lake.Reader, lake.Segments, new Feed(Job(detector), detector), long.MinValue, long.MaxValue).Select(v => Made.Record(bucket: v.Bucket, value: v.Value, scope: v.Scope) with
            {
                Detector = detector.Description,
                ByField = detector.ByField,
                FieldName = detector.FieldName,
                OverField = detector.OverField,
                PartitionField = detector.PartitionField,
                Partition = v.Partition,
                History = new NumberHistory(30, 2, 30, MetricProfile.None),
                FirstEvent = v.First,
                LastEvent = v.Last,
            })];
            foreach (var (record, evidence) in records.Zip(EvidenceQuery.Read(lake.Reader, lake.Segments, Job(detector), records, ["event.action"])))
                evidence.EventIds.Order(StringComparer.Ordinal).ShouldBe(lake.Events.Where(e => e.Time >= record.FirstEvent && e.Time <= record.LastEvent && Judged(e, listed) is not null
                    && (divided == 0 || e[EventColumn.SourceIp] == record.Partition) && (!by || e[EventColumn.Action] == record.ByValue)).Select(e => e.Id).Order(StringComparer.Ordinal));
        }, iter: 12, threads: 1));

    private static Detector Detector(DetectorFunction function, bool listed, bool by, int divided) => new(function, by ? "event.action" : "", divided == 1 ? "source.ip" : null)
    {
        FieldName = "aws.cloudtrail.error_code",
        OverField = divided == 2 ? "source.ip" : null,
        ByValues = listed ? s_listed : null,
    };

    private static JobDefinition Job(Detector detector) => Made.Job with { Detectors = [detector] };

    private static string? Judged(SeenEvent e, bool listed) =>
        e[EventColumn.ErrorCode] is { } code && (!listed || s_listed.Any(l => l.EndsWith('*') ? code.StartsWith(l[..^1], StringComparison.Ordinal) : code == l)) ? code : null;

    private static double? Number(DetectorFunction function, string[] values)
    {
        double[] numbers = [.. values.Where(v => v.Length > 0 && (char.IsAsciiDigit(v[0]) || v[0] == '-')).Select(v => double.Parse(v, System.Globalization.CultureInfo.InvariantCulture))];
        return function switch
        {
            DetectorFunction.Count => values.Length,
            DetectorFunction.NonZeroCount => values.Length == 0 ? null : values.Length,
            DetectorFunction.DistinctCount => values.Distinct(StringComparer.Ordinal).Count(),
            DetectorFunction.Sum => numbers.Sum(),
            DetectorFunction.Mean => numbers.Length == 0 ? null : numbers.Average(),
            DetectorFunction.Min => numbers.Length == 0 ? null : numbers.Min(),
            _ => numbers.Length == 0 ? null : numbers.Max(),
        };
    }

    private static SmallLake Make((int Hour, int Minute, int Code, int Call, int Address)[] events)
    {
        var lake = new SmallLake();
        var id = 0;
        foreach (var part in events.Chunk(25))
            lake.Add(part.Select(e => SmallLake.Record($"id{id++}", Made.May + (e.Hour * Made.Hour) + (e.Minute * 60_000_000L), s_codes[e.Code], "acct", "Call" + e.Call, $"203.0.113.{e.Address}")));
        return lake;
    }
}
