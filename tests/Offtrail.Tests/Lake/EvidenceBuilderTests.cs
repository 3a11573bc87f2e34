using CsCheck;
using Offtrail.Anomalies;
using Offtrail.Lake;

namespace Offtrail.Tests.Lake;

public sealed class EvidenceBuilderTests
{
    [Fact]
    public void The_order_of_the_events_changes_nothing_however_many_there_are() =>
        Gen.Select(Gen.Int[0, 3000], Gen.Int[1, 30_000], Gen.Int).Sample((events, different, seed) =>
        {
            var random = new Random(seed);
            var rows = Enumerable.Range(0, events * 10).Select(i => (Id: $"id{i}", Time: random.Next(500), Value: $"v{random.Next(different)}")).ToArray();
            var first = Built(rows);
            random.Shuffle(rows);
            var second = Built(rows);
            second.EventIds.ShouldBe(first.EventIds);
            second.Of("f").Top.ShouldBe(first.Of("f").Top);
            second.Of("f").More.ShouldBe(first.Of("f").More);
            first.EventIds.ShouldBe(rows.OrderBy(r => r.Time).ThenBy(r => r.Id, StringComparer.Ordinal).Select(r => r.Id).Take(Evidence.MaxEventIds));
            var kept = rows.GroupBy(r => r.Value).OrderBy(g => g.Key, StringComparer.Ordinal).Take(10_000).ToArray();
            first.Of("f").Top.ShouldBe(kept.Select(g => new ValueCount(g.Key, g.LongCount())).OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal).Take(10));
            first.Of("f").More.ShouldBe(Math.Max(0, kept.Length - 10) + rows.Length - kept.Sum(g => g.Count()));
        }, iter: 40, threads: 1);

    private static Evidence Built(IEnumerable<(string Id, int Time, string Value)> rows)
    {
        var builder = new EvidenceBuilder(["f"]);
        foreach (var (id, time, value) in rows)
        {
            builder.AddId(id, time);
            builder.AddValue(0, value);
        }

        return builder.Build();
    }
}
