using CsCheck;
using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Tests.Lake;

/// <summary>Counts by several sets against LINQ over the same events.</summary>
public sealed class TallyTests
{
    private static readonly string?[] s_codes = [null, "AccessDenied", "It's", "a\"b", "é", "z", "\uFFFD"];

    private static readonly Gen<(int Hour, int Code, int Account, int Call)[]> s_events = Gen.Select(Gen.Int[0, 50], Gen.Int[0, s_codes.Length - 1], Gen.Int[1, 3], Gen.Int[0, 3]).Array[1, 80];

    [Fact]
    public Task The_counts_are_those_of_linq() => Within.Seconds(60, () =>
        Gen.Select(s_events, Gen.Int[0, 55], Gen.Bool).Sample((events, to, withIds) =>
        {
            using var lake = new SmallLake();
            var id = 0;
            foreach (var part in events.Chunk(30)) lake.Add(part.Select(e => SmallLake.Record($"id{id++:00}", Made.May + (e.Hour * Made.Hour), s_codes[e.Code], "acct" + e.Account, "Call" + e.Call)));
            TallySet[] sets = [new(EventColumn.Account, EventColumn.ErrorCode) { WithIds = withIds }, new(EventColumn.Action), new(EventColumn.Action) { Bucket = TimeSpan.FromHours(4) }, new TallySet { Bucket = TimeSpan.FromDays(1) }];
            var toMicros = Made.May + (to * Made.Hour);
            var found = EventTally.By(lake.Reader, lake.Segments, new Negation(new HasValue("event.action", "Call3")), new During(long.MinValue, toMicros), 1000, sets);
            foreach (var (set, tally) in sets.Zip(found))
            {
                var span = set.Bucket is { } b ? b.Ticks / 10 : long.MaxValue;
                var expected = lake.Events.Where(e => e.Time < toMicros && e[EventColumn.Action] != "Call3")
                    .GroupBy(e => string.Join('|', set.Columns.Select(c => e[c] ?? "(null)").Append((set.Bucket is null ? 0 : e.Time / span * span).ToString(System.Globalization.CultureInfo.InvariantCulture))))
                    .Select(g => (Key: g.Key, Events: (long)g.Count(), Failures: (long)g.Count(e => e[EventColumn.Outcome] == "failure"), First: First(g.OrderBy(e => e.Time).ThenBy(e => e.Id, StringComparer.Ordinal), withIds), Last: First(g.OrderByDescending(e => e.Time).ThenByDescending(e => e.Id, StringComparer.Ordinal), withIds)))
                    .OrderBy(g => g.Key, StringComparer.Ordinal);
                tally.Rows.Select(r => (Key: string.Join('|', r.Values.Select(v => v ?? "(null)").Append(r.Bucket.ToString(System.Globalization.CultureInfo.InvariantCulture))), r.Events, r.Failures, r.First, r.Last)).OrderBy(r => r.Key, StringComparer.Ordinal).ShouldBe(expected);
                tally.Rows.Select(r => r.Events).ShouldBeInOrder(SortDirection.Descending);
                tally.Groups.ShouldBe(tally.Rows.Count);
            }
        }, iter: 15, threads: 1));

    [Fact]
    public void Of_many_combinations_the_most_frequent_are_kept_and_all_are_counted()
    {
        using var lake = new SmallLake();
        lake.Add(Enumerable.Range(0, 60).Select(i => SmallLake.Record($"id{i}", Made.May + (i * 1_000_000L), action: $"Call{(int)Math.Sqrt(i)}")));
        var tally = EventTally.By(lake.Reader, lake.Segments, Filter.Everything, new During(long.MinValue, long.MaxValue), 3, new TallySet(EventColumn.Action))[0];
        tally.Rows.Select(r => (r.Value, r.Events)).ShouldBe([("Call6", 13), ("Call5", 11), ("Call7", 11)]);
        tally.Groups.ShouldBe(8);
        (tally.First!.Value.Micros, tally.Last!.Value.Micros).ShouldBe((Made.May + 25_000_000, Made.May + 59_000_000));
    }

    [Fact]
    public void An_empty_lake_and_a_lake_without_such_events_count_nothing()
    {
        using var lake = new SmallLake();
        EventTally.By(lake.Reader, [], Filter.Everything, new During(long.MinValue, long.MaxValue), 9, new TallySet(EventColumn.Action)).Single().Rows.ShouldBeEmpty();
        lake.Add(SmallLake.Record("a", Made.May));
        EventTally.By(lake.Reader, lake.Segments, new HasValue("event.action", "none"), new During(long.MinValue, long.MaxValue), 9, new TallySet { Bucket = TimeSpan.FromHours(1) }).Single().Rows.ShouldBeEmpty();
    }

    private static EventMark First(IEnumerable<SeenEvent> ordered, bool withIds) => new(ordered.First().Time, withIds ? ordered.First().Id : "");
}
