using System.Text.Json.Nodes;
using Offtrail.Rules;
using static Offtrail.Exchange.ForeignDocument;

namespace Offtrail.Exchange;

/// <summary>
/// An alert as a document of Elastic's alerts (<c>.alerts-security.alerts-*</c>): the ECS members as they are, and what Elastic's own machine learning
/// rules write beside them under <c>kibana.alert.*</c>. One line that can be indexed as it is.
/// </summary>
public static class ElasticAlert
{
    /// <summary>Writes it.</summary>
    /// <param name="document">The alert's ECS document with its present status.</param>
    /// <param name="rule">The rule that raised it; null when there is none of this id any more, which costs what only the definition says.</param>
    public static string Write(string document, RuleDefinition? rule)
    {
        var alert = new AlertReading(document);
        var id = alert.Text("offtrail", "alert", "id")!;
        var written = alert.Document;
        var raised = alert.Text("offtrail", "alert", "raised_at");
        written["kibana.alert.original_time"] = alert.Text("@timestamp");
        written["@timestamp"] = raised;
        written["ecs.version"] = "8.11.0";
        written["kibana.space_ids"] = List(["default"]);
        written["kibana.alert.uuid"] = id;
        written["kibana.alert.instance.id"] = id;
        written["kibana.alert.status"] = "active";
        written["kibana.alert.workflow_status"] = alert.Text("offtrail", "alert", "status");
        if (Reason(alert.Text("offtrail", "alert", "closed_reason")) is { } closed) written["kibana.alert.workflow_reason"] = closed;
        written["kibana.alert.workflow_tags"] = List(alert.Texts("offtrail", "alert", "tags"));
        written["kibana.alert.start"] = raised;
        written["kibana.alert.last_detected"] = raised;
        written["kibana.alert.reason"] = alert.Text("offtrail", "alert", "reason");
        written["kibana.alert.severity"] = alert.Severity;
        written["kibana.alert.risk_score"] = alert.Number("event", "risk_score");
        written["kibana.alert.depth"] = 1;
        written["kibana.alert.ancestors"] = List(alert.Texts("offtrail", "alert", "event_ids").Select(e => Of(("id", e), ("type", "event"), ("index", "offtrail"), ("depth", 0)))) ?? [];
        AddRule(written, alert, rule);
        return Line(written);
    }

    /// <summary>Elastic's words for why an alert was closed.</summary>
    private static string? Reason(string? ours) => ours == "benign" ? "benign_positive" : ours;

    private static void AddRule(JsonObject written, AlertReading alert, RuleDefinition? rule)
    {
        var id = alert.Text("rule", "id")!;
        var parameters = rule is null ? Of(("risk_score", alert.Number("event", "risk_score")), ("severity", alert.Severity)) : RuleExport.Parameters(rule);
        (string Name, JsonNode? Value)[] members =
        [
            ("category", "Machine Learning Rule"), ("consumer", "siem"), ("producer", "siem"), ("rule_type_id", "siem.mlRule"), ("type", "machine_learning"),
            ("uuid", id), ("rule_id", id), ("name", alert.Text("rule", "name")), ("description", alert.Text("rule", "description")),
            ("version", alert.Number("rule", "version")), ("revision", 0), ("author", List([alert.Text("rule", "author") ?? ""])), ("license", alert.Text("rule", "license")),
            ("tags", List(alert.Texts("tags"))),
            ("immutable", false), ("actions", new JsonArray()), ("exceptions_list", new JsonArray()), ("to", "now"), ("parameters", parameters),
        ];
        foreach (var (name, value) in members) if (value is not null) written["kibana.alert.rule." + name] = value;
        foreach (var name in new[] { "risk_score", "severity", "enabled", "from", "interval", "max_signals", "references", "false_positives", "threat", "note", "risk_score_mapping", "severity_mapping" })
            if (parameters[name] is { } value) written["kibana.alert.rule." + name] = value.DeepClone();
    }
}
