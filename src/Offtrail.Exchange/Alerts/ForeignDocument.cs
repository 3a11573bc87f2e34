using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Offtrail.Exchange;

/// <summary>How documents for other systems are written: on one line, text as it is.</summary>
internal static class ForeignDocument
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Line(JsonObject document) => document.ToJsonString(s_json);

    /// <summary>An object of those members that have a value.</summary>
    public static JsonObject Of(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var made = new JsonObject();
        foreach (var (name, value) in members) if (value is not null) made[name] = value;
        return made;
    }

    public static JsonArray List(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode)v)]);

    /// <summary>A list; null when it would be empty.</summary>
    public static JsonArray? List(IEnumerable<JsonObject> values) => values.ToArray() is { Length: > 0 } some ? new JsonArray([.. some]) : null;
}
