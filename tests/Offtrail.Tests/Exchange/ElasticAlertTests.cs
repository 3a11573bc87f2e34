using System.Text.Json;
using System.Text.Json.Nodes;
using Offtrail.Exchange;

namespace Offtrail.Tests.Exchange;

/// <summary>An alert under Elastic's names, held against the facts of the mapping of its alert indices.</summary>
public sealed class ElasticAlertTests
{
    /// <summary>Names and types of the mapping; "!" marks those that an alert must have, "[]" those that have lists.</summary>
    private static readonly Dictionary<string, string> s_mapping = new(StringComparer.Ordinal)
    {
        ["@timestamp"] = "date!",
        ["kibana.space_ids"] = "keyword[]!",
        ["kibana.alert.uuid"] = "keyword!",
        ["kibana.alert.instance.id"] = "keyword!",
        ["kibana.alert.status"] = "keyword!",
        ["kibana.alert.workflow_status"] = "keyword",
        ["kibana.alert.workflow_reason"] = "keyword",
        ["kibana.alert.workflow_tags"] = "keyword[]",
        ["kibana.alert.start"] = "date",
        ["kibana.alert.last_detected"] = "date",
        ["kibana.alert.original_time"] = "date!",
        ["kibana.alert.reason"] = "keyword",
        ["kibana.alert.severity"] = "keyword",
        ["kibana.alert.risk_score"] = "float",
        ["kibana.alert.depth"] = "long!",
        ["kibana.alert.ancestors"] = "object[]!",
        ["kibana.alert.rule.category"] = "keyword!",
        ["kibana.alert.rule.consumer"] = "keyword!",
        ["kibana.alert.rule.producer"] = "keyword!",
        ["kibana.alert.rule.rule_type_id"] = "keyword!",
        ["kibana.alert.rule.revision"] = "long!",
        ["kibana.alert.rule.uuid"] = "keyword!",
        ["kibana.alert.rule.name"] = "keyword!",
        ["kibana.alert.rule.rule_id"] = "keyword",
        ["kibana.alert.rule.type"] = "keyword",
        ["kibana.alert.rule.version"] = "keyword",
        ["kibana.alert.rule.description"] = "keyword",
        ["kibana.alert.rule.author"] = "keyword[]",
        ["kibana.alert.rule.license"] = "keyword",
        ["kibana.alert.rule.tags"] = "keyword[]",
        ["kibana.alert.rule.references"] = "keyword[]",
        ["kibana.alert.rule.false_positives"] = "keyword[]",
        ["kibana.alert.rule.from"] = "keyword",
        ["kibana.alert.rule.to"] = "keyword",
        ["kibana.alert.rule.interval"] = "keyword",
        ["kibana.alert.rule.max_signals"] = "long",
        ["kibana.alert.rule.enabled"] = "boolean",
        ["kibana.alert.rule.immutable"] = "boolean",
        ["kibana.alert.rule.risk_score"] = "float",
        ["kibana.alert.rule.severity"] = "keyword",
        ["kibana.alert.rule.threat"] = "object[]",
        ["kibana.alert.rule.actions"] = "object[]",
        ["kibana.alert.rule.exceptions_list"] = "object[]",
        ["kibana.alert.rule.risk_score_mapping"] = "object[]",
        ["kibana.alert.rule.severity_mapping"] = "object[]",
        ["kibana.alert.rule.parameters"] = "object",
        ["kibana.alert.rule.note"] = "keyword",
    };

    private static JsonObject Written(Action<JsonObject>? people = null) => JsonNode.Parse(ElasticAlert.Write(MadeAlert.Document(people: people), MadeAlert.Rule))!.AsObject();

    [Fact]
    public void It_has_all_that_an_alert_must_have() =>
        s_mapping.Where(m => m.Value.EndsWith('!')).Select(m => m.Key).Except(Written().Select(m => m.Key)).ShouldBeEmpty();

    [Fact]
    public void What_it_has_is_in_the_mapping_and_of_its_type()
    {
        foreach (var (name, value) in Written().Where(m => m.Key == "@timestamp" || m.Key.StartsWith("kibana.", StringComparison.Ordinal)))
        {
            s_mapping.ShouldContainKey(name);
            var type = s_mapping[name].TrimEnd('!');
            value.ShouldNotBeNull(name);
            (value is JsonArray).ShouldBe(type.EndsWith("[]", StringComparison.Ordinal), name);
            foreach (var one in value is JsonArray list ? list.ToArray() : [value]) Fits(one!, type.Replace("[]", "", StringComparison.Ordinal)).ShouldBeTrue($"{name} is {one}");
        }
    }

    [Fact]
    public void It_is_a_signal_of_the_events_behind_it()
    {
        var alert = Written();
        ((string?)alert["event"]!["kind"]).ShouldBe("signal");
        ((int)alert["kibana.alert.depth"]!).ShouldBe(1);
        alert["kibana.alert.ancestors"]!.AsArray().Select(a => ((string?)a!["id"], (string?)a["type"], (int)a["depth"]!)).ShouldBe([("e1", "event", 0)]);
        ((string?)alert["kibana.alert.original_time"], (string?)alert["@timestamp"]).ShouldBe(("2026-05-01T00:00:00.000Z", "2026-05-01T01:00:00.000Z"));
        ((string?)alert["kibana.alert.uuid"]).ShouldBe((string?)alert["offtrail"]!["alert"]!["id"]);
        ((string?)alert["source"]!["ip"]).ShouldBe("203.0.113.7");
    }

    [Fact]
    public void Its_rule_stands_there_with_all_its_parameters()
    {
        var alert = Written();
        ((string?)alert["kibana.alert.rule.name"], (string?)alert["kibana.alert.rule.rule_id"], (string?)alert["kibana.alert.rule.type"]).ShouldBe(("Rare AWS Error Code", "rare_error_code", "machine_learning"));
        var parameters = alert["kibana.alert.rule.parameters"]!;
        ((int)parameters["anomaly_threshold"]!).ShouldBe(50);
        ((string?)parameters["from"]).ShouldBe("now-2h");
        var threat = alert["kibana.alert.rule.threat"]!.AsArray();
        threat.Count.ShouldBe(3);
        ((string?)threat[1]!["technique"]![0]!["subtechnique"]![0]!["id"]).ShouldBe("T1078.004");
        threat[2]!["technique"].ShouldBeNull();
    }

    [Theory]
    [InlineData("acknowledged", null, null)]
    [InlineData("closed", "benign", "benign_positive")]
    [InlineData("closed", "true_positive", "true_positive")]
    public void What_people_did_is_its_workflow(string status, string? because, string? reason)
    {
        var alert = Written(own =>
        {
            own["status"] = status;
            if (because is not null) own["closed_reason"] = because;
            own["tags"] = new JsonArray("seen");
        });
        ((string?)alert["kibana.alert.workflow_status"], (string?)alert["kibana.alert.workflow_reason"]).ShouldBe((status, reason));
        alert["kibana.alert.workflow_tags"]!.AsArray().Select(t => (string?)t).ShouldBe(["seen"]);
    }

    [Fact]
    public void A_rule_that_is_gone_is_told_as_far_as_the_alert_knows_it()
    {
        var alert = JsonNode.Parse(ElasticAlert.Write(MadeAlert.Document(), null))!.AsObject();
        s_mapping.Where(m => m.Value.EndsWith('!')).Select(m => m.Key).Except(alert.Select(m => m.Key)).ShouldBeEmpty();
        ((int)alert["kibana.alert.rule.risk_score"]!).ShouldBe(21);
    }

    private static bool Fits(JsonNode value, string type) => type switch
    {
        "date" => DateTimeOffset.TryParse((string?)value, System.Globalization.CultureInfo.InvariantCulture, out _),
        "long" or "float" => value.GetValueKind() == JsonValueKind.Number,
        "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "object" => value.GetValueKind() == JsonValueKind.Object,
        _ => value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number, // a number is indexed as a keyword
    };
}
