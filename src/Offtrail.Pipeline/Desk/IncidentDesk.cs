using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>
/// What people do with incidents that is not done to their alerts one by one: putting them together and taking them apart. It stays so when further alerts come. Every
/// change is noted with its alerts, who and when; each call is one transaction.
/// </summary>
/// <param name="state">The state.</param>
/// <param name="pack">The rules, of whose number ranks depend.</param>
/// <param name="clock">Tells when.</param>
/// <param name="who">Who does it.</param>
public sealed class IncidentDesk(StateStore state, Pack pack, TimeProvider clock, string who)
{
    private int Rules => Math.Max(1, pack.RulesById.Count);

    /// <summary>Puts incidents together. Gives what they became.</summary>
    /// <param name="incidents">Two or more.</param>
    /// <param name="note">What is said about it; null when nothing is.</param>
    public StoredIncident Merge(IReadOnlyCollection<StoredIncident> incidents, string? note) => state.InTransaction(() =>
    {
        StoredAlert[] before = [.. incidents.SelectMany(i => AlertsOf(i.Id))];
        var id = state.Incidents.Merge([.. incidents.Select(i => i.Id)], Rules);
        Note("merge", before, note);
        return state.Incidents.Find(id)!;
    });

    /// <summary>Takes alerts out of an incident, into one of their own. Gives what stayed and what was taken out.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="alerts">Ids of some of its alerts, not of all.</param>
    /// <param name="note">What is said about it; null when nothing is.</param>
    public (StoredIncident Stayed, StoredIncident TakenOut) Split(StoredIncident incident, IReadOnlySet<string> alerts, string? note) => state.InTransaction(() =>
    {
        var before = AlertsOf(incident.Id);
        var (stayed, taken) = state.Incidents.Split(incident.Id, alerts, Rules);
        Note("split", before, note);
        return (state.Incidents.Find(stayed)!, state.Incidents.Find(taken)!);
    });

    private IReadOnlyList<StoredAlert> AlertsOf(string incident) => state.Alerts.List(new AlertFilter { Incident = incident });

    private void Note(string action, IReadOnlyCollection<StoredAlert> before, string? note)
    {
        var at = clock.Micros();
        foreach (var alert in before) state.Alerts.Note(new AlertChange(alert.Id, at, who, action, alert.Incident, state.Alerts.IncidentOf(alert.Id), note));
    }
}
