using System.Text.Json.Nodes;
using Offtrail.Rules;
using static Offtrail.Exchange.ForeignDocument;

namespace Offtrail.Exchange;

/// <summary>
/// An alert as a Detection Finding (class 2004) of the Open Cybersecurity Schema Framework, version 1.8.0, with its profiles cloud and, for what people did, incident.
/// Its status is that of the finding: new, in progress, suppressed (closed as harmless) or resolved. What the schema has no place for stands in <c>unmapped</c>.
/// </summary>
public static class OcsfFinding
{
    private const int ClassUid = 2004;

    /// <summary>Writes it on one line.</summary>
    /// <param name="document">The alert's ECS document with its present status.</param>
    /// <param name="rule">The rule that raised it; null when there is none of this id any more, which costs the pairs of tactic and technique.</param>
    public static string Write(string document, RuleDefinition? rule)
    {
        var alert = new AlertReading(document);
        var (activity, activityName) = alert.Text("offtrail", "alert", "status") switch { "acknowledged" => (2, "Update"), "closed" => (3, "Close"), _ => (1, "Create") };
        var (status, statusName) = Status(alert);
        var (severity, severityName) = alert.Severity switch { "critical" => (5, "Critical"), "high" => (4, "High"), "medium" => (3, "Medium"), _ => (2, "Low") };
        var because = alert.Text("offtrail", "alert", "closed_reason");
        var assignee = alert.Text("offtrail", "alert", "assignee");
        var (verdict, verdictName) = Verdict(because);
        var isIncident = because is not null || assignee is not null;
        return Line(Of(
            ("category_uid", 2), ("category_name", "Findings"), ("class_uid", ClassUid), ("class_name", "Detection Finding"),
            ("activity_id", activity), ("activity_name", activityName), ("type_uid", (ClassUid * 100) + activity), ("type_name", $"Detection Finding: {activityName}"),
            ("time", alert.Millis("offtrail", "alert", "raised_at")),
            ("start_time", alert.Millis("offtrail", "alert", "first_event_at")), ("end_time", alert.Millis("offtrail", "alert", "last_event_at")),
            ("severity_id", severity), ("severity", severityName), ("status_id", status), ("status", statusName), ("status_detail", because),
            ("is_alert", true), ("risk_score", alert.Number("event", "risk_score")), ("message", alert.Text("offtrail", "alert", "reason")),
            ("assignee", assignee is null ? null : Of(("name", assignee))),
            ("verdict_id", because is null ? null : verdict), ("verdict", because is null ? null : verdictName),
            ("finding_info", Finding(alert, rule)), ("metadata", Metadata(alert, isIncident)), ("cloud", Cloud(alert)),
            ("evidences", List([OcsfEvidence.Of(alert)])), ("observables", OcsfObservables.Of(alert)), ("unmapped", Unmapped(alert))));
    }

    private static (int Id, string Name) Status(AlertReading alert) => (alert.Text("offtrail", "alert", "status"), alert.Text("offtrail", "alert", "closed_reason")) switch
    {
        ("acknowledged", _) => (2, "In Progress"),
        ("closed", "benign" or "false_positive") => (3, "Suppressed"),
        ("closed", _) => (4, "Resolved"),
        _ => (1, "New"),
    };

    private static (int Id, string Name) Verdict(string? because) => because switch
    {
        "false_positive" => (1, "False Positive"),
        "true_positive" => (2, "True Positive"),
        "benign" => (5, "Benign"),
        "duplicate" => (10, "Duplicate"),
        _ => (99, "other"),
    };

    private static JsonObject Finding(AlertReading alert, RuleDefinition? rule) => Of(
        ("uid", alert.Text("offtrail", "alert", "id")), ("title", alert.Text("rule", "name")), ("desc", alert.Text("rule", "description")),
        ("created_time", alert.Millis("offtrail", "alert", "raised_at")),
        ("first_seen_time", alert.Millis("offtrail", "alert", "first_event_at")), ("last_seen_time", alert.Millis("offtrail", "alert", "last_event_at")),
        ("analytic", Of(("uid", alert.Text("rule", "id")), ("name", alert.Text("rule", "name")), ("version", alert.Text("rule", "version")), ("type_id", 3), ("type", "Statistical"))),
        ("attacks", List((rule?.Threats ?? []).Select(Attack))), ("data_sources", List(["AWS CloudTrail"])),
        ("related_events_count", alert.Number("offtrail", "alert", "event_count")),
        ("related_events", List(alert.Texts("offtrail", "alert", "event_ids").Select(e => Of(("uid", e))))));

    private static JsonObject Attack(Threat threat)
    {
        var technique = Technique.Of(threat);
        return Of(
            ("tactic", Of(("uid", threat.TacticId), ("name", threat.TacticName), ("src_url", Technique.Page("tactics", threat.TacticId)))),
            ("technique", technique is null ? null : Of(("uid", technique.Id), ("name", technique.Name), ("src_url", Technique.Page("techniques", technique.Id)))),
            ("sub_technique", technique?.SubId is not { } sub ? null : Of(("uid", sub), ("name", technique.SubName), ("src_url", Technique.Page("techniques", sub)))));
    }

    private static JsonObject Metadata(AlertReading alert, bool isIncident) => Of(
        ("version", "1.8.0"), ("uid", alert.Text("offtrail", "alert", "id")), ("event_code", alert.Text("rule", "id")),
        ("product", Of(("name", "Offtrail"), ("vendor_name", "The Offtrail authors"), ("version", typeof(OcsfFinding).Assembly.GetName().Version?.ToString(3)))),
        ("profiles", List(isIncident ? ["cloud", "incident"] : ["cloud"])),
        ("labels", alert.Texts("offtrail", "alert", "tags") is { Count: > 0 } tags ? List(tags) : null));

    private static JsonObject Cloud(AlertReading alert) => Of(
        ("provider", "AWS"), ("region", alert.Text("cloud", "region")),
        ("account", alert.Text("cloud", "account", "id") is { } account ? Of(("uid", account), ("type_id", 10), ("type", "AWS Account")) : null));

    /// <summary>All of our own that has no place in the schema.</summary>
    private static JsonObject Unmapped(AlertReading alert)
    {
        var own = alert.Document["offtrail"]!.DeepClone().AsObject();
        foreach (var mapped in new[] { "id", "raised_at", "reason", "event_ids", "event_count", "first_event_at", "last_event_at", "values", "closed_reason", "assignee", "tags" })
            own["alert"]!.AsObject().Remove(mapped);
        return Of(("offtrail", own), ("tags", List(alert.Texts("tags"))));
    }
}
