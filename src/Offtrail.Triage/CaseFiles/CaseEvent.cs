using System.Text.Json;
using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>An event with its record, kept.</summary>
public sealed class CaseEvent
{
    private readonly string?[] _values;
    private readonly string _record;
    private JsonElement? _parsed;

    private CaseEvent(FoundEvent found)
    {
        Micros = found.TimeMicros;
        _record = found.Record;
        _values = [.. Enumerable.Range(0, EventColumns.Count).Select(c => found[(EventColumn)c])];
    }

    /// <summary>Its time, microseconds since 1970 UTC.</summary>
    public long Micros { get; }

    /// <summary>Its id.</summary>
    public string Id => this[EventColumn.EventId] ?? "";

    /// <summary>The value of a column; null when the event has none.</summary>
    public string? this[EventColumn column] => _values[(int)column];

    /// <summary>Whether the call failed.</summary>
    public bool Failed => this[EventColumn.Outcome] == "failure";

    /// <summary>Service and call: "iam.amazonaws.com CreateUser".</summary>
    public string Call => $"{this[EventColumn.Provider]} {this[EventColumn.Action]}";

    /// <summary>Its mark: time and id.</summary>
    public EventMark Mark => new(Micros, Id);

    /// <summary>The record as it was delivered, parsed when first asked for.</summary>
    public JsonElement Record => _parsed ??= JsonElement.Parse(_record);

    /// <summary>A member of the record.</summary>
    /// <param name="path">Names of the members that lead to it.</param>
    /// <returns>Null when there is none, or it is JSON's null.</returns>
    public JsonElement? Member(params ReadOnlySpan<string> path)
    {
        var at = Record;
        foreach (var name in path)
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
        return at.ValueKind == JsonValueKind.Null ? null : at;
    }

    /// <summary>A text of the record; null when the member is missing or no text.</summary>
    public string? Text(params ReadOnlySpan<string> path) => Member(path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    internal static CaseEvent Of(FoundEvent found) => new(found);
}
