using System.Text.Json;
using Offtrail.Triage;

namespace Offtrail.Tests.Triage;

/// <summary>What else was raised about the subject, and what that says.</summary>
public sealed class CompanyTests
{
    [Fact]
    public void Nothing_beside_it_is_said()
    {
        var answer = Company();
        answer.Sentence.ShouldBe("No other alert within 48 hours shares its identity, key or address.");
        answer.Points.ShouldHaveSingleItem().Id.ShouldBe("company.alone");
    }

    [Fact]
    public void Alerts_beside_it_are_counted_by_rule_and_by_what_they_share()
    {
        var answer = Company(("a", "open", "identity"), ("a", "open", "source"), ("b", "open", "identity"));
        answer.Sentence.ShouldBe("3 other alerts within 48 hours share its identity, source: Rule a, Rule b.");
        answer.Figures.Single(f => f.Name == "other_alerts").Number.ShouldBe(3);
        answer.Figures.Single(f => f.Name == "alerts_beside").Counts!.Select(c => c.Value[^25..]).ShouldAllBe(l => l.EndsWith(", open"));
        answer.Points.ShouldHaveSingleItem().Id.ShouldBe("company.some_rules"); // with the subject's own three
    }

    [Fact]
    public void Four_rules_are_many() => Company(("a", "open", "identity"), ("b", "open", "identity"), ("c", "open", "identity")).Points.ShouldHaveSingleItem().Id.ShouldBe("company.many_rules");

    [Theory]
    [InlineData("closed: benign", "company.closed_benign")]
    [InlineData("closed: false positive", "company.closed_benign")]
    [InlineData("closed: true positive", "company.closed_attack")]
    public void What_people_said_of_an_alert_beside_it_counts(string status, string point) => Company(("a", status, "identity")).Points.Select(p => p.Id).ShouldContain(point);

    [Fact]
    public void Alerts_on_the_same_instance_are_told_with_the_instance()
    {
        var role = "'userIdentity':{'type':'AssumedRole','arn':'arn:aws:sts::111122223333:assumed-role/web/i-0123456789abcdef0','sessionContext':{'sessionIssuer':{'arn':'arn:aws:iam::111122223333:role/web'}}},'eventVersion'".Replace('\'', '"');
        var ec2 = Triage(role, ("a", "open", "instance"), ("b", "open", "identity"))["ec2"];
        ec2.Sentence.ShouldContain("1 other alert within 48 hours is about the instance: Rule a.");
        ec2.Figures.Single(f => f.Name == "alerts_on_instance").Number.ShouldBe(1);
    }

    [Fact]
    public void A_rare_alert_about_the_same_key_is_a_reason_that_names_it()
    {
        var story = new Story().Usual(Story.User("ana"));
        SubjectAlert Beside(SubjectAlert a, string shares, double days) => a with { RuleId = "unusual_identity_activity", RuleName = "Unusual", First = a.First - (13 * Made.Hour), Last = a.First - (13 * Made.Hour), ReturnDays = days, Shares = [shares] };
        story.Triage(["s-0200"], beside: a => Beside(a, "access key", 100))["company"].Points.Single(p => p.Id == "company.rare_beside").Why.ShouldBe("Unusual (beside00, once in 100 days) was raised about the same access key 13 hours before");
        story.Triage(["s-0200"], beside: a => Beside(a, "access key", 10))["company"].Points.ShouldNotContain(p => p.Id == "company.rare_beside");
        story.Triage(["s-0200"], beside: a => Beside(a, "source", 100))["company"].Points.ShouldNotContain(p => p.Id == "company.rare_beside");
    }

    [Fact]
    public void An_attack_beside_it_makes_no_network_known()
    {
        var story = new Story().Usual(Story.User("ana"));
        story.Add(11 * 24 * 60, Story.User("dana", "AKIADANA000000000001"), "iam CreateUser", Story.Away);
        var id = story.Add((11 * 24 * 60) + 600, Story.User("ana"), "iam CreateUser", Story.Away);
        story.Triage([id])["source"].Points.Select(p => p.Id).ShouldBe(["source.new_to_identity"]);
        story.Triage([id], beside: a => a with { First = a.First - (10 * Made.Hour), Last = a.First - (10 * Made.Hour), Shares = ["source"] })["source"].Points.Select(p => p.Id).ShouldBe(["source.new_to_account"]);
    }

    private static Answer Company(params (string Rule, string Status, string Shares)[] beside) => Triage("\"eventVersion\"", beside)["company"];

    private static TriageResult Triage(string identity, params (string Rule, string Status, string Shares)[] beside)
    {
        using var lake = new SmallLake();
        var record = SmallLake.Record("e-1", Made.May).Replace("\"eventVersion\"", identity, StringComparison.Ordinal);
        lake.Add(record);
        var subject = TriageTwinTests.SubjectOf([new PlainEvent(JsonElement.Parse(record))], ["e-1"]);
        var company = beside.Select((b, i) => subject.Alerts[0] with { Id = $"beside-{i}", RuleId = b.Rule, RuleName = $"Rule {b.Rule}", Status = b.Status, Shares = [b.Shares], Document = "" });
        return Guide.Triage(new CaseFile(lake.Reader, lake.Segments, subject, [.. company]), Weights.Default, Made.May, data: null);
    }
}
