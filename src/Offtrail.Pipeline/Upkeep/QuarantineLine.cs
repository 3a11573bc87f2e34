using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>An entry of the quarantine for a script: JSON in one line, with what was kept of it in base64.</summary>
public static class QuarantineLine
{
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line, without its end.</summary>
    public static string Of(QuarantineEntry entry)
    {
        var (place, rejection) = (entry.Rejection.Position, entry.Rejection);
        return new JsonObject
        {
            ["id"] = entry.Id,
            ["object"] = entry.Source,
            ["record"] = place.Record,
            ["line"] = place.Line,
            ["byte"] = place.Byte,
            ["reason"] = rejection.Reason,
            ["length"] = rejection.Length,
            ["content"] = Convert.ToBase64String(rejection.Content.Span),
        }.ToJsonString(s_plain);
    }
}
