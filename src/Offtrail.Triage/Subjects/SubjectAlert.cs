using System.Text.Json;
using Offtrail.Rules;

namespace Offtrail.Triage;

/// <summary>An alert that is triaged, or that stands beside it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="RuleId">The rule.</param>
/// <param name="RuleName">The rule's name.</param>
/// <param name="Reason">The sentence for a person.</param>
/// <param name="First">Time of its first event, microseconds since 1970 UTC.</param>
/// <param name="Last">Time of its last event, microseconds.</param>
/// <param name="Score">Its score, 0 to 100.</param>
/// <param name="ReturnDays">How often something like it turns up when nothing is wrong, in days.</param>
/// <param name="Status">What people said of it: "open", "closed: benign".</param>
public sealed record SubjectAlert(string Id, string RuleId, string RuleName, string Reason, long First, long Last, double Score, double ReturnDays, string Status)
{
    /// <summary>The ECS document; empty for alerts that only stand beside.</summary>
    public string Document { get; init; } = "";

    /// <summary>Names of the tactics that its rule is about.</summary>
    public IReadOnlyList<string> Tactics { get; init; } = [];

    /// <summary>What an alert shares with the subject that is about what the subject made.</summary>
    public const string Made = "creation";

    /// <summary>Which of the subject's identity, key, address or instance it shares: "identity", "access key", "source", "instance"; or <see cref="Made"/>. Empty for the subject's own.</summary>
    public IReadOnlyList<string> Shares { get; init; } = [];

    /// <summary>Values of a field that its document keeps, most events first, then by their bytes.</summary>
    /// <param name="field">One of <see cref="AlertFields"/>.</param>
    public IReadOnlyList<string> Values(string field)
    {
        using var document = JsonDocument.Parse(Document);
        return document.RootElement.GetProperty("offtrail").GetProperty("alert").GetProperty("values").TryGetProperty(field, out var values)
            ? [.. values.EnumerateArray().OrderByDescending(v => v.GetProperty("count").GetInt64()).ThenBy(v => v.GetProperty("value").GetString(), StringComparer.Ordinal).Select(v => v.GetProperty("value").GetString()!)] : [];
    }
}
