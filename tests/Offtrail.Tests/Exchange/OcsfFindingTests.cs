using System.Text.Json.Nodes;
using CsCheck;
using Offtrail.Anomalies;
using Offtrail.Exchange;
using Offtrail.Rules;

namespace Offtrail.Tests.Exchange;

/// <summary>An alert as OCSF's Detection Finding, held against the facts of the schema.</summary>
public sealed class OcsfFindingTests
{
    private static JsonNode Written(Action<JsonObject>? people = null, Evidence? evidence = null, RuleDefinition? rule = null) =>
        JsonNode.Parse(OcsfFinding.Write(MadeAlert.Document(evidence, people, rule), rule ?? MadeAlert.Rule))!;

    [Fact]
    public void It_is_valid_by_the_schema() => OcsfSchema.Faults(Written()).ShouldBeEmpty();

    [Theory]
    [InlineData("time")]
    [InlineData("finding_info")]
    [InlineData("cloud")]
    public void The_facts_of_the_schema_find_what_is_missing(string member)
    {
        var finding = Written().AsObject();
        finding.Remove(member);
        OcsfSchema.Faults(finding).ShouldBe([$"{member} is missing"]);
    }

    [Fact]
    public void The_facts_of_the_schema_find_what_is_wrong()
    {
        var finding = Written();
        finding["severity_id"] = 42;
        finding["riskiness"] = 1;
        finding["finding_info"]!["uid"] = 1;
        OcsfSchema.Faults(finding).Select(f => f.Split(' ')[0]).Distinct().ShouldBe(["severity_id", "riskiness", "finding_info.uid"], ignoreOrder: true);
    }

    [Fact]
    public void It_says_which_class_it_is_of_and_what_happened_when()
    {
        var finding = Written();
        ((int)finding["class_uid"]!, (int)finding["category_uid"]!, (long)finding["type_uid"]!).ShouldBe((2004, 2, 200401L));
        ((long)finding["time"]!, (long)finding["start_time"]!).ShouldBe(((Made.May + Made.Hour) / 1000, (Made.May / 1000) + 60_000));
        ((string?)finding["metadata"]!["version"]).ShouldBe("1.8.0");
        ((string?)finding["finding_info"]!["title"]).ShouldBe("Rare AWS Error Code");
        ((string?)finding["message"]).ShouldBe(Explanation.Reason(Made.Record(), MadeAlert.Evidence));
    }

    [Theory]
    [InlineData("open", null, 1, "New", 1)]
    [InlineData("acknowledged", null, 2, "In Progress", 2)]
    [InlineData("closed", "true_positive", 4, "Resolved", 3)]
    [InlineData("closed", "benign", 3, "Suppressed", 3)]
    [InlineData("closed", "false_positive", 3, "Suppressed", 3)]
    [InlineData("closed", "duplicate", 4, "Resolved", 3)]
    [InlineData("closed", "other", 4, "Resolved", 3)]
    public void What_people_did_is_the_status_of_the_finding(string status, string? because, int id, string name, int activity)
    {
        var finding = Written(alert =>
        {
            alert["status"] = status;
            if (because is not null) alert["closed_reason"] = because;
            alert["assignee"] = "eve";
            alert["tags"] = new JsonArray("one", "two");
        });
        OcsfSchema.Faults(finding).ShouldBeEmpty();
        ((int)finding["status_id"]!, (string?)finding["status"], (int)finding["activity_id"]!).ShouldBe((id, name, activity));
        OcsfSchema.Caption("status_id", id).ShouldBe(name);
        ((string?)finding["status_detail"]).ShouldBe(because);
        ((string?)finding["assignee"]!["name"]).ShouldBe("eve");
        finding["metadata"]!["labels"]!.AsArray().Count.ShouldBe(2);
        finding["metadata"]!["profiles"]!.AsArray().Select(p => (string?)p).ShouldBe(["cloud", "incident"]);
        if (because is not (null or "other")) OcsfSchema.Caption("verdict_id", (int)finding["verdict_id"]!).ShouldBe((string?)finding["verdict"]);
    }

    [Theory]
    [InlineData("low", 2)]
    [InlineData("medium", 3)]
    [InlineData("high", 4)]
    [InlineData("critical", 5)]
    public void The_severity_has_the_number_of_its_word(string severity, int id)
    {
        var finding = Written(rule: MadeAlert.Rule with { Severity = severity });
        ((int)finding["severity_id"]!).ShouldBe(id);
        OcsfSchema.Caption("severity_id", id).ShouldBe((string?)finding["severity"]);
        OcsfSchema.Caption("severity_id", id)!.ShouldBe(severity, StringCompareShould.IgnoreCase);
    }

    [Fact]
    public void Techniques_stand_apart_from_their_parents_and_tactics_alone()
    {
        var attacks = Written()["finding_info"]!["attacks"]!.AsArray();
        attacks.Select(a => ((string?)a!["tactic"]!["uid"], (string?)a["technique"]?["uid"], (string?)a["sub_technique"]?["uid"]))
            .ShouldBe([("TA0007", "T1580", null), ("TA0001", "T1078", "T1078.004"), ("TA0005", null, null)]);
        ((string?)attacks[1]!["sub_technique"]!["src_url"]).ShouldBe("https://attack.mitre.org/techniques/T1078/004/");
    }

    [Fact]
    public void Who_did_what_from_where_is_its_evidence()
    {
        var evidence = Written()["evidences"]![0]!;
        ((string?)evidence["actor"]!["user"]!["name"], (string?)evidence["api"]!["operation"], (string?)evidence["src_endpoint"]!["ip"], (string?)evidence["api"]!["response"]!["error"])
            .ShouldBe(("ana", "RunInstances", "203.0.113.7", "Client.Unusual"));
        evidence["data"]!.AsObject().Count.ShouldBe(12);
    }

    [Fact]
    public void What_the_events_do_not_share_is_no_evidence_but_can_be_found()
    {
        var finding = Written(evidence: Made.Behind((AlertFields.Ip, "203.0.113.7"), (AlertFields.Ip, "198.51.100.1")));
        OcsfSchema.Faults(finding).ShouldBeEmpty();
        finding["evidences"]![0]!["src_endpoint"].ShouldBeNull();
        finding["observables"]!.AsArray().Select(o => (string?)o!["value"]).ShouldBe(["203.0.113.7", "198.51.100.1"]);
    }

    [Fact]
    public void It_is_valid_whatever_the_events_were() =>
        Gen.Select(Gen.Int[0, AlertFields.All.Count - 1], Gen.String[0, 20]).Array[0, 12].Sample(values =>
            OcsfSchema.Faults(Written(evidence: Made.Behind([.. values.Select(v => (AlertFields.All[v.Item1], v.Item2))]))).ShouldBeEmpty());

    [Fact]
    public void A_rule_that_is_gone_costs_the_techniques_alone()
    {
        var finding = JsonNode.Parse(OcsfFinding.Write(MadeAlert.Document(), null))!;
        OcsfSchema.Faults(finding).ShouldBeEmpty();
        finding["finding_info"]!["attacks"].ShouldBeNull();
    }
}
