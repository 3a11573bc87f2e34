using System.Globalization;
using System.Text.Json.Nodes;

namespace Offtrail.Exchange;

/// <summary>Looks into an alert's document.</summary>
internal sealed class AlertReading(string document)
{
    public JsonObject Document { get; } = JsonNode.Parse(document)!.AsObject();

    /// <summary>A member below others; null when it is not there.</summary>
    public JsonNode? At(params ReadOnlySpan<string> path)
    {
        JsonNode? node = Document;
        foreach (var name in path) node = (node as JsonObject)?[name];
        return node;
    }

    public string? Text(params ReadOnlySpan<string> path) => At(path) is JsonValue value ? value.ToString() : null;

    /// <summary>A whole number; 0 when it is not there.</summary>
    public int Number(params ReadOnlySpan<string> path) => double.TryParse(Text(path), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (int)Math.Round(number) : 0;

    /// <summary>A time in milliseconds since 1970 UTC.</summary>
    public long Millis(params ReadOnlySpan<string> path) => DateTimeOffset.Parse(Text(path)!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();

    public IReadOnlyList<string> Texts(params ReadOnlySpan<string> path) => At(path) is JsonArray list ? [.. list.Select(v => v!.ToString())] : [];

    /// <summary>The values that the events behind the alert have in a field, the most frequent first.</summary>
    public IReadOnlyList<string> Values(string field) => At("offtrail", "alert", "values", field) is JsonArray list ? [.. list.Select(v => (string)v!["value"]!)] : [];

    /// <summary>The value that all of them have; null when they differ or have none.</summary>
    public string? Common(string field) =>
        At("offtrail", "alert", "values", field) is JsonArray { Count: 1 } one && (long?)one[0]!["count"] == (long?)At("offtrail", "alert", "event_count") ? (string?)one[0]!["value"] : null;

    /// <summary>low, medium, high or critical, by the number of the event's severity.</summary>
    public string Severity => Number("event", "severity") switch { >= 99 => "critical", >= 73 => "high", >= 47 => "medium", _ => "low" };
}
