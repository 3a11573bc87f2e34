using Offtrail.Rules;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>An alert as lists show it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="RuleId">Its rule.</param>
/// <param name="RuleName">The rule's name; its id when the rule is gone.</param>
/// <param name="Status">open, acknowledged or closed.</param>
/// <param name="Severity">low, medium, high or critical.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="ReturnDays">How often something like it turns up when nothing is wrong, in days.</param>
/// <param name="Account">The AWS account.</param>
/// <param name="Reason">What is unusual.</param>
/// <param name="Timestamp">Begin of the bucket.</param>
/// <param name="FirstEventAt">Time of the first event behind it.</param>
/// <param name="LastEventAt">Time of the last event behind it.</param>
/// <param name="RaisedAt">Time of the run that raised it.</param>
/// <param name="ClosedReason">Why it was closed; null unless it is.</param>
/// <param name="Assignee">Who looks at it; null for nobody.</param>
/// <param name="IncidentId">The incident; null for none.</param>
/// <param name="Tags">Its tags.</param>
public sealed record AlertRow(
    string Id, string RuleId, string RuleName, string Status, string Severity, double Score, double ReturnDays, string Account, string Reason, string Timestamp, string FirstEventAt,
    string LastEventAt, string RaisedAt, string? ClosedReason, string? Assignee, string? IncidentId, IReadOnlyList<string> Tags)
{
    /// <summary>The row of an alert.</summary>
    public static AlertRow Of(StoredAlert a, StateStore state, Pack pack) => new(
        a.Id, a.RuleId, pack.RulesById.GetValueOrDefault(a.RuleId)?.Name ?? a.RuleId, AlertState.Words(a.Status.ToString(), '_'), a.Severity, a.Score, a.ReturnDays, a.Account, a.Reason,
        AlertDocument.Time(a.Timestamp), AlertDocument.Time(a.FirstEvent), AlertDocument.Time(a.LastEvent), AlertDocument.Time(a.RaisedAt),
        a.ClosedBecause is { } because ? AlertState.Words(because.ToString(), '_') : null, a.Assignee, a.Incident, state.Alerts.Tags(a.Id));
}
