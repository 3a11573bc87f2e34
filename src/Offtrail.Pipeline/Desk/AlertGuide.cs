using System.Text.Json.Nodes;
using Offtrail.Rules;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>A rule's guide, filled with the values of an alert.</summary>
public static class AlertGuide
{
    private const int ValuesShown = 3;

    /// <summary>The guide in Markdown.</summary>
    /// <param name="guide">The rule's.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="data">The data folder as it was named, for the commands; null when it was not.</param>
    public static string Fill(string guide, StoredAlert alert, string? data)
    {
        var own = JsonNode.Parse(alert.Document)!["offtrail"]!["alert"]!;
        return GuideText.Fill(guide, name => name switch
        {
            "reason" => alert.Reason,
            "events" => AlertSearch.Events(alert, own, data),
            _ => own["values"]?[name] is JsonArray { Count: > 0 } values ? Values(values) : null,
        });
    }

    private static string Values(JsonArray values) =>
        string.Join(", ", values.Take(ValuesShown).Select(v => (string)v!["value"]!)) + (values.Count > ValuesShown ? $" and {values.Count - ValuesShown} more" : "");
}
