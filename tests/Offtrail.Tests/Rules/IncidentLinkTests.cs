using CsCheck;
using Offtrail.Rules;

namespace Offtrail.Tests.Rules;

/// <summary>Which alerts are one story, beside a plain closure over all pairs.</summary>
public sealed class IncidentLinkTests
{
    /// <summary>Start in hours, length in hours, identity, key, source; 0 for none.</summary>
    public static readonly Gen<LinkedAlert[]> Alerts = Gen.Select(Gen.Int[0, 120], Gen.Int[0, 8], Gen.Int[0, 3], Gen.Int[0, 4], Gen.Int[0, 3]).Array[0, 25].Select(all => (LinkedAlert[])[.. all.Select((a, i) =>
        new LinkedAlert($"{i:x8}", Made.May + (a.Item1 * Made.Hour), Made.May + ((a.Item1 + a.Item2) * Made.Hour),
            [.. new[] { (EntityKind.Identity, a.Item3), (EntityKind.AccessKey, a.Item4), (EntityKind.Source, a.Item5) }.Where(e => e.Item2 > 0).Select(e => new AlertEntity(e.Item1, $"{e.Item2}"))]))]);

    [Fact]
    public Task Stories_are_the_closure_of_pairs_whatever_the_order() => Within.Seconds(60, () =>
        Gen.Select(Alerts, Gen.Int[0, 1000]).Sample((alerts, seed) =>
        {
            var expected = Closure(alerts);
            var shuffled = alerts.ToArray();
            new Random(seed).Shuffle(shuffled);
            IncidentLinks.Stories(shuffled).Select(s => string.Join(" ", s.Select(a => a.Id).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal).ShouldBe(expected);
        }, iter: 2000));

    [Theory]
    [InlineData(EntityKind.Identity, 6)]
    [InlineData(EntityKind.AccessKey, 6)]
    [InlineData(EntityKind.Source, 3)]
    public void A_gap_may_be_so_long_and_no_longer(EntityKind kind, int hours)
    {
        AlertEntity[] shared = [new(kind, "x")];
        var first = new LinkedAlert("a", 0, Made.Hour, shared);
        IncidentLinks.Stories([first, new("b", Made.Hour + (hours * Made.Hour), 50 * Made.Hour, shared)]).Count.ShouldBe(1);
        IncidentLinks.Stories([first, new("b", Made.Hour + (hours * Made.Hour) + 1, 50 * Made.Hour, shared)]).Count.ShouldBe(2);
    }

    [Fact]
    public Task What_a_person_told_holds_and_the_rest_is_single_linkage_whatever_the_order() => Within.Seconds(60, () =>
        Gen.Select(Alerts, Gen.Int[0, 3].Array[25], Gen.Int[0, 1000]).Sample((alerts, told, seed) =>
        {
            LinkedAlert[] all = [.. alerts.Select((a, i) => a with { Story = told[i] == 0 ? null : told[i] })];
            var shuffled = all.ToArray();
            new Random(seed).Shuffle(shuffled);
            var stories = IncidentLinks.Stories(shuffled).Select(s => s.ToArray()).ToArray();
            stories.SelectMany(s => s.Select(a => a.Id)).Order(StringComparer.Ordinal).ShouldBe(all.Select(a => a.Id));
            foreach (var story in stories) story.Select(a => a.Story).OfType<long>().Distinct().Count().ShouldBeLessThanOrEqualTo(1);
            foreach (var number in new long[] { 1, 2, 3 }) stories.Count(s => s.Any(a => a.Story == number)).ShouldBeLessThanOrEqualTo(1);
            string Text(IEnumerable<LinkedAlert> story) => string.Join(" ", story.Select(a => a.Id).Order(StringComparer.Ordinal));
            stories.Select(Text).ShouldBe(IncidentLinks.Stories(all).Select(Text));
            if (all.All(a => a.Story is null)) stories.Select(Text).Order(StringComparer.Ordinal).ShouldBe(Closure(all));
            // Nothing is left apart that is linked and that nobody took apart.
            foreach (var (one, other) in from a in stories from b in stories where a != b && (a.All(x => x.Story is null) || b.All(x => x.Story is null)) select (a, b))
                one.Any(a => other.Any(b => a.Entities.Intersect(b.Entities).Any(e => Math.Max(a.First, b.First) - Math.Min(a.Last, b.Last) <= IncidentLinks.Gap(e.Kind)))).ShouldBeFalse();
        }, iter: 2000));

    [Fact]
    public void A_rank_is_the_score_of_the_rarest_where_a_single_rules_counts_as_one_of_many()
    {
        IncidentRank.Of([(true, 30)], 18).ShouldBe(75, 1e-9);
        IncidentRank.Of([(false, 30 * 18)], 18).ShouldBe(75, 1e-9);
        IncidentRank.Of([(false, 30), (true, 5)], 18).ShouldBe(50, 1e-9);
        IncidentRank.Of([], 18).ShouldBe(0);
    }

    private static string[] Closure(LinkedAlert[] alerts)
    {
        var stories = alerts.Select(a => new HashSet<string> { a.Id }).ToList();
        foreach (var a in alerts)
            foreach (var b in alerts)
            {
                if (!a.Entities.Intersect(b.Entities).Any(e => Math.Max(a.First, b.First) - Math.Min(a.Last, b.Last) <= IncidentLinks.Gap(e.Kind))) continue;
                var (one, other) = (stories.Single(s => s.Contains(a.Id)), stories.Single(s => s.Contains(b.Id)));
                if (one == other) continue;
                one.UnionWith(other);
                stories.Remove(other);
            }

        return [.. stories.Select(s => string.Join(" ", s.Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal)];
    }
}
