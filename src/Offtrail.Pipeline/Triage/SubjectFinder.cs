using Offtrail.Rules;
using Offtrail.State;
using Offtrail.Triage;

namespace Offtrail.Pipeline;

/// <summary>Makes the subject of a triage, and its company, from the alerts of the state.</summary>
public static class SubjectFinder
{
    private const long TwoDays = 48 * 3_600_000_000L;

    /// <summary>An alert as a subject.</summary>
    public static Subject Of(StateStore state, Pack pack, StoredAlert alert) => Subject.Of("alert", alert.Id, [Whole(state, pack, alert)]) with { Incident = alert.Incident };

    /// <summary>An incident as a subject: all of its alerts.</summary>
    public static Subject Of(StateStore state, Pack pack, StoredIncident incident) =>
        Subject.Of("incident", incident.Id, [.. state.Alerts.List(new AlertFilter { Incident = incident.Id }).Select(a => Whole(state, pack, a))]);

    /// <summary>Other alerts that share an identity, key, address or instance with the subject and whose events lie within 48 hours of its own, by their first event.</summary>
    public static IReadOnlyList<SubjectAlert> Company(StateStore state, Pack pack, Subject subject)
    {
        var own = subject.Alerts.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, (StoredAlert Alert, SortedSet<string> Shares)>(StringComparer.Ordinal);
        foreach (var entity in subject.Alerts.SelectMany(a => state.Alerts.Entities(a.Id)).Distinct())
        {
            foreach (var alert in state.Alerts.List(new AlertFilter { Entities = [(entity.Kind, entity.Value)] }))
            {
                if (own.Contains(alert.Id) || alert.LastEvent < subject.First - TwoDays || alert.FirstEvent > subject.Last + TwoDays) continue;
                if (!found.TryGetValue(alert.Id, out var entry)) found.Add(alert.Id, entry = (alert, new SortedSet<string>(StringComparer.Ordinal)));
                entry.Shares.Add(entity.Kind switch { EntityKind.Identity => "identity", EntityKind.AccessKey => "access key", _ => "source" });
            }
        }

        foreach (var (alert, shares) in found.Values) // a session's role is its identity, so they are among those found
            if (subject.InstanceSessions.Count > 0 && Whole(state, pack, alert).Values(AlertFields.IdentityArn).Intersect(subject.InstanceSessions, StringComparer.Ordinal).Any()) shares.Add("instance");
        return [.. found.Values.OrderBy(f => f.Alert.FirstEvent).ThenBy(f => f.Alert.Id, StringComparer.Ordinal).Select(f => Of(pack, f.Alert) with { Shares = [.. f.Shares] })];
    }

    /// <summary>Other alerts about what the subject made, from when it was made until 48 hours behind the subject.</summary>
    public static IReadOnlyList<SubjectAlert> CompanyOf(StateStore state, Pack pack, Subject subject, IReadOnlyList<MadeThing> made)
    {
        var own = subject.Alerts.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        var entities = made.Select(t => t.Key is { } key ? (EntityKind.AccessKey, key) : (EntityKind.Identity, $"{t.Account} {t.Identity}")).Distinct();
        return [.. entities.SelectMany(e => state.Alerts.List(new AlertFilter { Entities = [e] })).Where(a => !own.Contains(a.Id) && a.LastEvent >= subject.First && a.FirstEvent <= subject.Last + TwoDays).DistinctBy(a => a.Id)
            .OrderBy(a => a.FirstEvent).ThenBy(a => a.Id, StringComparer.Ordinal).Select(a => Of(pack, a) with { Shares = [SubjectAlert.Made] })];
    }

    private static SubjectAlert Whole(StateStore state, Pack pack, StoredAlert alert) => Of(pack, alert) with { Document = AlertState.Document(state, alert) };

    private static SubjectAlert Of(Pack pack, StoredAlert a)
    {
        var rule = pack.RulesById.GetValueOrDefault(a.RuleId);
        return new SubjectAlert(a.Id, a.RuleId, rule?.Name ?? a.RuleId, a.Reason, a.FirstEvent, a.LastEvent, a.Score, a.ReturnDays, AlertState.Text(a.Status, a.ClosedBecause))
        {
            Tactics = [.. (rule?.Threats ?? []).Select(t => t.TacticName).Distinct(StringComparer.Ordinal)],
        };
    }
}
