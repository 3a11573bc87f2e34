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

    /// <summary>Which of the subject's identity, key or address it shares: "identity", "access key", "source". Empty for the subject's own.</summary>
    public IReadOnlyList<string> Shares { get; init; } = [];
}
