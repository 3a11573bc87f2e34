using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>What people do with incidents, from the API or the pages: it is done to all of their alerts, in one transaction with its entry in the audit log.</summary>
/// <param name="pool">The state.</param>
/// <param name="alerts">Does it to alerts.</param>
/// <param name="audit">Knows who.</param>
/// <param name="live">Knows the rules.</param>
/// <param name="clock">Tells when.</param>
public sealed class IncidentWork(StatePool pool, AlertWork alerts, AuditTrail audit, LiveService live, TimeProvider clock)
{
    private const int MostMerged = 50;

    /// <summary>The same change to all alerts of an incident. Gives how many are others now; null when there is no such incident.</summary>
    /// <exception cref="ApiException">A value is wrong; nothing is changed.</exception>
    public int? Change(string id, AlertChangeRequest change) => pool.Change<int?>(state =>
    {
        if (state.Incidents.Find(id) is not { } incident) return null;
        var changed = alerts.Apply(state, change, AlertsOf(state, incident.Id));
        if (changed > 0) audit.Note(state, "incident.change", incident.Id, change.Summary);
        return changed;
    });

    /// <summary>Says something about an incident: it stands with all of its alerts.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="text">What is said, up to 10,000 characters.</param>
    /// <exception cref="ApiException">The text is empty or too long.</exception>
    /// <returns>Whether there is such an incident.</returns>
    public bool Comment(string id, string? text) => pool.Change(state =>
    {
        if (state.Incidents.Find(id) is not { } incident) return false;
        alerts.Say(state, text, AlertsOf(state, incident.Id));
        audit.Note(state, "incident.comment", incident.Id);
        return true;
    });

    /// <summary>Puts others together with an incident, for good. Gives what they became, which has the id of the one with the earliest alert; null when there is no such incident.</summary>
    /// <exception cref="ApiException">One of the others is none, or the note is too long; nothing is changed.</exception>
    public IncidentRow? Merge(string id, MergeRequest request) => pool.Change(state =>
    {
        if (state.Incidents.Find(id) is not { } incident) return null;
        string[] ids = [.. (request.Incidents ?? []).Distinct(StringComparer.Ordinal)];
        if (ids.Length is 0 or > MostMerged || ids.Contains(id)) throw new ApiException("incidents", $"right would be ids of 1 to {MostMerged} other incidents");
        var others = ids.Select(i => state.Incidents.Find(i) ?? throw new ApiException("incidents", $"there is no incident {(i.Length > 80 ? i[..80] : i)}"));
        var merged = new IncidentDesk(state, live.Definitions.Pack, clock, audit.Who).Merge([incident, .. others], AlertWork.Note(request.Note, "note"));
        audit.Note(state, "incident.merge", merged.Id, $"{id} with {string.Join(", ", ids)}");
        return IncidentRow.Of(merged);
    });

    /// <summary>Takes alerts out of an incident into one of their own, for good. Null when there is no such incident.</summary>
    /// <exception cref="ApiException">An alert is not one of the incident's, none would stay, or the note is too long; nothing is changed.</exception>
    public SplitResult? Split(string id, SplitRequest request) => pool.Change(state =>
    {
        if (state.Incidents.Find(id) is not { } incident) return null;
        var ids = (request.Alerts ?? []).ToHashSet(StringComparer.Ordinal);
        if (ids.Count is 0 or > Query.MostItems) throw new ApiException("alerts", $"right would be ids of 1 to {Query.MostItems} of its alerts");
        var own = AlertsOf(state, id).Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        if (ids.FirstOrDefault(a => !own.Contains(a)) is { } stranger) throw new ApiException("alerts", $"the alert {(stranger.Length > 80 ? stranger[..80] : stranger)} is none of this incident");
        if (ids.Count == own.Count) throw new ApiException("alerts", "at least one alert has to stay in the incident");
        var (stayed, taken) = new IncidentDesk(state, live.Definitions.Pack, clock, audit.Who).Split(incident, ids, AlertWork.Note(request.Note, "note"));
        audit.Note(state, "incident.split", id, $"{ids.Count} of {own.Count} alerts: {stayed.Id}, {taken.Id}");
        return new SplitResult(IncidentRow.Of(stayed), IncidentRow.Of(taken));
    });

    /// <summary>An incident's alerts by their first event.</summary>
    public static IReadOnlyList<StoredAlert> AlertsOf(StateStore state, string incident) =>
        [.. state.Alerts.List(new AlertFilter { Incident = incident }).OrderBy(a => a.FirstEvent).ThenBy(a => a.Id, StringComparer.Ordinal)];

    /// <summary>What was done to alerts of an incident, oldest first, with whom it was done to; what was done to several at once stands there once.</summary>
    public static IReadOnlyList<(AlertChange Change, IReadOnlyList<string> Alerts)> ChangesOf(StateStore state, IEnumerable<StoredAlert> alerts) =>
        [.. alerts.SelectMany(a => state.Alerts.Changes(a.Id)).GroupBy(c => (c.At, c.Who, c.Action, c.Now, c.Note)).OrderBy(g => g.Key.At).Select(g => (g.First(), (IReadOnlyList<string>)[.. g.Select(c => c.AlertId)]))];
}
