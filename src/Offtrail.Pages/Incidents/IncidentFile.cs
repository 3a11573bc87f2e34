using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.State;

namespace Offtrail.Pages;

/// <summary>An incident with its alerts by their first event, who and what they are about, and what people did.</summary>
public sealed record IncidentFile(StoredIncident Incident, IReadOnlyList<IncidentAlert> Alerts, EntityLinks Links, IReadOnlyList<(AlertChange Change, IReadOnlyList<string> Alerts)> Changes)
{
    /// <summary>The tactics that its rules name, in the order of the matrix.</summary>
    public IReadOnlyList<string> Tactics => Pages.Tactics.Of(Alerts.SelectMany(a => a.Threats));

    /// <summary>Those who look at its alerts.</summary>
    public IReadOnlyList<string> Assignees => [.. Alerts.Select(a => a.Alert.Assignee).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

/// <summary>An alert of an incident.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Row">As lists show it.</param>
/// <param name="Threats">What its rule says it may be.</param>
public sealed record IncidentAlert(StoredAlert Alert, AlertRow Row, IReadOnlyList<Threat> Threats)
{
    /// <summary>Its rule's tactics.</summary>
    public IReadOnlyList<string> Lanes => Tactics.Of(Threats) is { Count: > 0 } some ? some : [Tactics.None];
}
