using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Offtrail.Sinks;

/// <summary>A message of an alert: a heading, the sentence, the facts. Plain text throughout, so that nothing of a record becomes markup.</summary>
internal static class SlackMessage
{
    private const int MostHeading = 150; // Slack's bound of a header block
    private const int MostReason = 1500; // Slack's bound of a section is 3,000
    private const int MostFact = 200;

    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(OutgoingAlert alert)
    {
        string[] facts = [$"account {alert.Account}", $"rule {alert.RuleId}", $"raised {alert.RaisedTime}", $"offtrail alerts show {alert.Id[..Math.Min(8, alert.Id.Length)]}"];
        var message = new JsonObject
        {
            ["text"] = SlackText.Of($"{alert.Title}. {alert.Reason}", MostReason),
            ["parse"] = "none",
            ["link_names"] = false,
            ["mrkdwn"] = false,
            ["unfurl_links"] = false,
            ["unfurl_media"] = false,
            ["blocks"] = new JsonArray(
                new JsonObject { ["type"] = "header", ["text"] = Plain(alert.Title, MostHeading) },
                new JsonObject { ["type"] = "section", ["text"] = Plain(alert.Reason, MostReason) },
                new JsonObject { ["type"] = "context", ["elements"] = new JsonArray([.. facts.Select(f => Plain(f, MostFact))]) }),
        };
        return JsonSerializer.SerializeToUtf8Bytes(message, s_json);
    }

    private static JsonObject Plain(string text, int most) => new() { ["type"] = "plain_text", ["text"] = SlackText.Of(text, most) is { Length: > 0 } shown ? shown : "-", ["emoji"] = false };
}
