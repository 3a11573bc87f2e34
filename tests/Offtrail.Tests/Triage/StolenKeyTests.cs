using CsCheck;
using Offtrail.Lake;
using Offtrail.Triage;

namespace Offtrail.Tests.Triage;

/// <summary>A key that its owner and somebody else use at once.</summary>
public sealed class StolenKeyTests
{
    private const double Attack = (11 * 24 * 60) + 45;
    private const long Minute = 60_000_000;

    private static readonly string s_ana = Story.User("ana");

    [Theory]
    [InlineData(-27, 20, true)] // the owner, the thief over the full hour, the owner again
    [InlineData(-300, 3, true)] // the owner three minutes behind the thief
    [InlineData(-300, 40, false)] // one who moved
    [InlineData(-50, 20, false)] // there and back, but in more than an hour
    public void Is_in_two_places_at_once(int before, int behind, bool atOnce)
    {
        var story = new Story();
        for (var hour = 0; hour < 200; hour++) story.Add(hour * 60, s_ana, "s3 ListBuckets");
        story.Add(Attack + before, s_ana, "s3 ListBuckets");
        story.Add(Attack + behind, s_ana, "s3 ListBuckets");
        var key = story.Triage([story.Add(Attack, s_ana, "iam ListUsers", Story.Away)])["key"];
        key.Points.Any(p => p.Id == "key.two_places").ShouldBe(atOnce);
        key.Sentence.ShouldContain(atOnce ? "203.0.113.0/24 is new to the identity" : "it was not used in two places at once");
    }

    [Fact]
    public void Uses_counted_in_buckets_say_what_a_walk_over_the_uses_says() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[0, 2]).Array[1, 12].Sample(uses =>
        {
            (long At, string Network)[] all = [.. uses.Select(u => (u.Item1 * Minute, $"n{u.Item2}")).Distinct()];
            var rows = all.GroupBy(u => (u.Network, Bucket: u.At / (5 * Minute))).Select(g => new TallyRow([g.Key.Network], g.Key.Bucket * 5 * Minute, g.Count(), 0, new EventMark(g.Min(u => u.At), ""), new EventMark(g.Max(u => u.At), "")));
            var atOnce = all.Any(a => all.Any(b => a.Network != b.Network && (Math.Abs(a.At - b.At) <= 5 * Minute || (b.At > a.At && all.Any(c => c.Network == a.Network && c.At > b.At && c.At - a.At <= 60 * Minute)))));
            return TwoPlaces.Of(rows).Count > 0 == atOnce;
        });

    [Fact]
    public void The_owners_work_is_not_what_the_thief_reached()
    {
        var story = new Story().Usual(s_ana);
        for (var i = 0; i < 30; i++) story.Add(Attack - 60 + i, s_ana, "s3 GetObject");
        var reach = story.Triage([story.Add(Attack, s_ana, "secretsmanager GetSecretValue", Story.Away), story.Add(Attack + 1, s_ana, "secretsmanager GetSecretValue", Story.Away)])["reach"];
        reach.Figures.Single(f => f.Name == "could_have_exported_calls").Number.ShouldBe(2);
        reach.Figures.Single(f => f.Name == "calls_from_other_networks").Number.ShouldBe(30);
    }

    [Fact]
    public void What_is_printed_finds_the_alerts_own_events_too()
    {
        var story = new Story().Usual(s_ana);
        var id = story.Add(Attack, s_ana, "iam ListUsers", Story.Away);
        var source = story.Triage([id])["source"];
        source.Query!.CommandLine(null).ShouldBe("offtrail events --where 'offtrail.source_network: 203.0.113.0/24' --to 2026-05-12T00:45:00.000001Z");
        source.EventIds.ShouldBe([id]);
    }

    [Fact]
    public void An_address_of_another_account_of_ours_is_ours()
    {
        var story = new Story().Usual(s_ana);
        story.Add(Attack - 60, Story.User("ops", "AKIAOPS0000000000001"), "ec2 AllocateAddress", account: "444455556666", more: "{'responseElements':{'publicIp':'203.0.113.9'}}");
        var ec2 = story.Triage([story.Add(Attack, s_ana, "iam ListUsers", Story.Away)])["ec2"];
        ec2.Sentence.ShouldStartWith("Yes: 203.0.113.9 is named by AllocateAddress.");
    }

    [Fact]
    public void Each_network_has_its_own_past()
    {
        var story = new Story().Usual(s_ana);
        story.Usual(Story.User("zoe", "AKIAZOE0000000000001"));
        var source = story.Triage([story.Add(Attack, s_ana, "iam ListUsers", Story.Away), story.Add(Attack + 30, s_ana, "iam ListUsers")])["source"];
        source.Figures.Single(f => f.Name == "networks_before").Counts!.Select(c => c.Value).ShouldBe(["198.51.100.0/24: in the account since 2026-05-01 00:00 UTC, with the identity since 2026-05-01 00:00 UTC", "203.0.113.0/24: never in the account, never with the identity"], ignoreOrder: true);
        source.Figures.ShouldNotContain(f => f.Name == "used_by_others"); // zoe uses the owner's network, not the thief's
    }
}
