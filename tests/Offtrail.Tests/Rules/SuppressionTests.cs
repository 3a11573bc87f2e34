using CsCheck;
using Offtrail.Rules;

namespace Offtrail.Tests.Rules;

/// <summary>Of alerts that are alike the first is raised, and the others are folded into it.</summary>
public sealed class SuppressionTests
{
    private const long Hour = Made.Hour;

    private static readonly AlertSuppression s_run = new(["user.name"], null, true);
    private static readonly AlertSuppression s_day = s_run with { Duration = TimeSpan.FromHours(24) };

    private static readonly Gen<FoldableAlert[]> s_alerts =
        Gen.Select(Gen.Int[0, 60], Gen.Double[50, 100], Gen.Int[0, 3]).Array[0, 30].Select(all => all.Select((a, i) => new FoldableAlert($"a{i:00}", a.Item1 * Hour, a.Item2, a.Item3 == 0 ? null : $"k{a.Item3}")).ToArray());

    [Fact]
    public void In_one_run_the_most_unusual_stands() =>
        SuppressionFold.Of(s_run, [new("a", Hour, 60, "k"), new("b", Hour, 90, "k"), new("c", 2 * Hour, 70, "k"), new("d", Hour, 50, "other"), new("e", Hour, 50, null)])
            .ShouldBe(new Dictionary<string, string> { ["a"] = "b" });

    [Fact]
    public void Over_a_time_the_first_stands_until_it_is_over() =>
        SuppressionFold.Of(s_day, [new("a", 0, 60, "k"), new("b", 23 * Hour, 90, "k"), new("c", 24 * Hour, 70, "k"), new("d", 47 * Hour, 50, "k"), new("e", 49 * Hour, 50, "k")])
            .ShouldBe(new Dictionary<string, string> { ["b"] = "a", ["d"] = "c" });

    [Fact]
    public Task The_order_in_which_they_are_known_does_not_matter_and_each_is_folded_into_one_that_stands() => Within.Seconds(30, () =>
        Gen.Select(s_alerts, Gen.Bool, Gen.Int).Sample((alerts, day, seed) =>
        {
            var suppression = day ? s_day : s_run;
            var fold = SuppressionFold.Of(suppression, alerts);
            var shuffled = alerts.ToArray();
            new Random(seed).Shuffle(shuffled);
            SuppressionFold.Of(suppression, shuffled).OrderBy(p => p.Key).ShouldBe(fold.OrderBy(p => p.Key));
            var byId = alerts.ToDictionary(a => a.Id);
            foreach (var (id, into) in fold)
            {
                fold.ContainsKey(into).ShouldBeFalse();
                byId[into].Key.ShouldBe(byId[id].Key);
                (byId[id].RaisedAt - byId[into].RaisedAt).ShouldBeInRange(0, day ? (24 * Hour) - 1 : 0);
            }

            var standing = alerts.Where(a => a.Key is not null && !fold.ContainsKey(a.Id)).GroupBy(a => a.Key);
            foreach (var key in standing) key.Select(a => a.RaisedAt / (day ? 1 : Hour)).Distinct().Count().ShouldBe(key.Count(), "two that are alike stand at once");
        }, iter: 5_000));

    [Fact]
    public void A_key_is_of_all_values_whatever_their_order()
    {
        s_run.KeyOf(Made.Behind(("user.name", "ana"), ("user.name", "bob"))).ShouldBe(s_run.KeyOf(Made.Behind(("user.name", "bob"), ("user.name", "ana"))));
        s_run.KeyOf(Made.Behind(("user.name", "ana"))).ShouldNotBe(s_run.KeyOf(Made.Behind(("user.name", "bob"))));
        var two = s_run with { GroupBy = ["user.name", "source.ip"] };
        two.KeyOf(Made.Behind(("user.name", "1.1.1.1"))).ShouldNotBe(two.KeyOf(Made.Behind(("source.ip", "1.1.1.1"))));
    }

    [Fact]
    public void Without_a_value_it_is_a_group_of_its_own_or_never_folded()
    {
        s_run.KeyOf(Made.Behind()).ShouldNotBeNull();
        (s_run with { SuppressMissing = false }).KeyOf(Made.Behind()).ShouldBeNull();
    }
}
