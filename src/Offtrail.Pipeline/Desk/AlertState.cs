using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>Shows an alert with what people did with it.</summary>
public static class AlertState
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>"open", "acknowledged", "closed: false positive".</summary>
    public static string Text(AlertStatus status, CloseReason? because) => because is { } reason ? $"closed: {Words(reason.ToString(), ' ')}" : Words(status.ToString(), ' ');

    /// <summary>A name in small letters, its words apart.</summary>
    public static string Words(string name, char between) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : between.ToString()) + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>The ECS document with the present status, assignee, tags and incident in <c>offtrail.alert</c>.</summary>
    public static string Document(StateStore state, StoredAlert alert)
    {
        var tags = state.Alerts.Tags(alert.Id);
        if (alert is { Status: AlertStatus.Open, Assignee: null, Incident: null } && tags.Count == 0) return alert.Document;
        var document = JsonNode.Parse(alert.Document)!;
        var own = document["offtrail"]!["alert"]!.AsObject();
        own["status"] = Words(alert.Status.ToString(), '_');
        if (alert.ClosedBecause is { } because) own["closed_reason"] = Words(because.ToString(), '_');
        if (alert.Assignee is { } assignee) own["assignee"] = assignee;
        if (alert.Incident is { } incident) own["incident_id"] = incident;
        if (tags.Count > 0) own["tags"] = new JsonArray([.. tags.Select(t => (JsonNode)t)]);
        return document.ToJsonString(s_json);
    }
}
