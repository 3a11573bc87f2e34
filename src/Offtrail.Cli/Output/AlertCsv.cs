using System.Globalization;
using System.Text.Json.Nodes;
using Offtrail.Rules;
using Offtrail.State;

namespace Offtrail.Cli;

/// <summary>Prints alerts as CSV, one row each.</summary>
internal static class AlertCsv
{
    private static readonly string[] s_columns =
    [
        "id", "timestamp", "raised_at", "rule_id", "rule", "severity", "risk_score", "score", "account", "identity", "user", "source_ip", "provider", "action", "error_code",
        "events", "first_event_at", "last_event_at", "status", "closed_reason", "assignee", "tags", "incident_id", "reason",
    ];

    public static void Print(IReadOnlyList<StoredAlert> alerts, TextWriter output)
    {
        Csv.WriteHeader(output, s_columns);
        foreach (var alert in alerts) Csv.WriteRow(output, Row(alert));
    }

    private static IEnumerable<string?> Row(StoredAlert alert)
    {
        var document = JsonNode.Parse(alert.Document)!;
        var own = document["offtrail"]!["alert"]!;
        return
        [
            alert.Id, AlertDocument.Time(alert.Timestamp), AlertDocument.Time(alert.RaisedAt), alert.RuleId, Text(document["rule"]?["name"]), alert.Severity, Text(document["event"]?["risk_score"]),
            alert.Score.ToString("0.#", CultureInfo.InvariantCulture), alert.Account, Values(AlertFields.Identity), Values(AlertFields.UserName), Values(AlertFields.Ip), Values(AlertFields.Provider),
            Values(AlertFields.Action), Values(AlertFields.ErrorCode), Text(own["event_count"]), Text(own["first_event_at"]), Text(own["last_event_at"]), Text(own["status"]),
            Text(own["closed_reason"]), alert.Assignee, own["tags"] is JsonArray tags ? string.Join(' ', tags) : null, alert.Incident, alert.Reason,
        ];

        string? Values(string field) => own["values"]?[field] is JsonArray values ? string.Join(' ', values.Select(v => v!["value"])) : null;
    }

    private static string? Text(JsonNode? node) => node?.ToString();
}
