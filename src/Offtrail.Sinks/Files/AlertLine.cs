using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Offtrail.Sinks;

/// <summary>An alert's document on a line, with the key in <c>offtrail.delivery.key</c>: a line that is there twice has the same.</summary>
internal static class AlertLine
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(OutgoingAlert alert)
    {
        var document = JsonNode.Parse(alert.Document)!;
        document["offtrail"]!["delivery"] = new JsonObject { ["key"] = alert.Key };
        return document.ToJsonString(s_json) + "\n";
    }
}
