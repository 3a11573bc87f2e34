using System.Text.Json.Nodes;
using Offtrail.Lake;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.State;

namespace Offtrail.Pages;

/// <summary>An alert with its rule, the guide filled in, the command that finds its events, others like it, those of its incident, and what people did.</summary>
public sealed record AlertFile(
    StoredAlert Alert, AlertRow Row, RuleDefinition? Rule, JsonNode Own, JsonNode? Anomaly, string? Guide, string EventsCommand, IReadOnlyList<AlertRow> Alike, IReadOnlyList<AlertRow> Company,
    StoredIncident? Incident, IReadOnlyList<AlertChange> Changes)
{
    /// <summary>What the events have in a field, most events first.</summary>
    public IReadOnlyList<(string Value, long Count)> Values(string field) =>
        Own["values"]?[field] is JsonArray values ? [.. values.Select(v => ((string)v!["value"]!, (long)v["count"]!))] : [];

    /// <summary>The search that finds its events by what all of them share.</summary>
    public EventsAddress EventsAddress => EventsAddress.Of(
        [.. new[] { AlertFields.Account, AlertFields.Identity, AlertFields.Action, AlertFields.ErrorCode }.Select(f => (Field: f, Values: Values(f))).Where(f => f.Values.Count == 1).Select(f => new HasValue(f.Field, f.Values[0].Value))],
        Alert.FirstEvent, Alert.LastEvent + 1000);

    /// <summary>How many events are behind it.</summary>
    public long EventCount => (long?)Own["event_count"] ?? 0;

    /// <summary>Their ids, at most 1,000.</summary>
    public IReadOnlyList<string> EventIds => Own["event_ids"] is JsonArray ids ? [.. ids.Select(i => (string)i!)] : [];
}
