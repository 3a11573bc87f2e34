using System.Text.Json.Nodes;
using Offtrail.Anomalies;
using Offtrail.Rules;

namespace Offtrail.Pipeline;

/// <summary>Which values the events behind an alert have, with how many events have each.</summary>
/// <param name="Events">How many events there are.</param>
/// <param name="Fields">By field, the most frequent values.</param>
public sealed record AlertValues(long Events, IReadOnlyDictionary<string, IReadOnlyList<ValueCount>> Fields)
{
    /// <summary>Of an alert that is being raised.</summary>
    public static AlertValues Of(Evidence evidence) =>
        new(evidence.Events, AlertFields.All.ToDictionary(f => f, f => evidence.Of(f).Top, StringComparer.Ordinal));

    /// <summary>Of an alert's document.</summary>
    public static AlertValues Of(string document)
    {
        var alert = JsonNode.Parse(document)!["offtrail"]!["alert"]!;
        var values = alert["values"] as JsonObject ?? [];
        return new AlertValues((long?)alert["event_count"] ?? 0, values.ToDictionary(
            v => v.Key, v => (IReadOnlyList<ValueCount>)[.. v.Value!.AsArray().Select(c => new ValueCount((string)c!["value"]!, (long)c["count"]!))], StringComparer.Ordinal));
    }
}
