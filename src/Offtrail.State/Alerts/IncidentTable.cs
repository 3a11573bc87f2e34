using Microsoft.Data.Sqlite;
using Offtrail.Rules;

namespace Offtrail.State;

/// <summary>The incidents: which alerts are one story. What people do is done to the alerts.</summary>
public sealed class IncidentTable
{
    private readonly StateStore _store;
    private readonly SqliteCommand _linked;
    private readonly SqliteCommand _near;
    private readonly SqliteCommand _members;
    private readonly SqliteCommand _told;
    private readonly SqliteCommand _storyOf;
    private readonly SqliteCommand _tell;
    private readonly SqliteCommand _retell;
    private readonly SqliteCommand _lastStory;
    private readonly SqliteCommand _facts;
    private readonly SqliteCommand _leave;
    private readonly SqliteCommand _join;
    private readonly SqliteCommand _drop;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _one;
    private readonly SqliteCommand _beginning;

    internal IncidentTable(StateStore store)
    {
        _store = store;
        const string Linked = "SELECT a.id, a.first_event, a.last_event, a.incident, (SELECT s.story FROM alert_story s WHERE s.alert = a.id) FROM";
        _linked = store.Command($"{Linked} alert a WHERE a.id = $id AND a.standing = 0", "$id");
        _near = store.Command(
            $"""
            {Linked} alert_entity e JOIN alert a ON a.id = e.alert
            WHERE e.kind = $kind AND e.name = $name AND e.value = $value AND a.standing = 0 AND a.first_event <= $to AND a.last_event >= $from
            """, "$kind", "$name", "$value", "$from", "$to");
        _members = store.Command($"{Linked} alert a WHERE a.incident = $incident AND a.standing = 0", "$incident");
        _told = store.Command($"{Linked} alert_story t JOIN alert a ON a.id = t.alert WHERE t.story = $story AND a.standing = 0", "$story");
        _storyOf = store.Command("SELECT story FROM alert_story WHERE alert = $alert", "$alert");
        _tell = store.Command("INSERT OR REPLACE INTO alert_story (alert, story) VALUES ($alert, $story)", "$alert", "$story");
        _retell = store.Command("UPDATE alert_story SET story = $story WHERE story = $was", "$story", "$was");
        _lastStory = store.Command("SELECT ifnull(max(story), 0) FROM alert_story");
        _facts = store.Command("SELECT of_entity, return_days, reason FROM alert WHERE id = $id", "$id");
        _leave = store.Command("UPDATE alert SET incident = NULL WHERE incident = $incident", "$incident");
        _join = store.Command("UPDATE alert SET incident = $incident WHERE id = $id", "$incident", "$id");
        _drop = store.Command("DELETE FROM incident WHERE id = $id", "$id");
        _put = store.Command("INSERT OR REPLACE INTO incident (id, first_event, last_event, rank, alerts, title) VALUES ($id, $first, $last, $rank, $alerts, $title)", "$id", "$first", "$last", "$rank", "$alerts", "$title");
        _one = store.Command(IncidentQuery.One, "$id");
        _beginning = store.Command(IncidentQuery.Beginning, "$from", "$to");
    }

    /// <summary>The incidents that fit, the highest rank first, then the newest.</summary>
    public IReadOnlyList<StoredIncident> List(IncidentFilter filter)
    {
        using var command = IncidentQuery.Select(_store, filter);
        return _store.Query(command, IncidentQuery.Row);
    }

    /// <summary>All incidents by their first event.</summary>
    public IReadOnlyList<StoredIncident> List() => [.. List(new IncidentFilter()).OrderBy(i => i.First).ThenBy(i => i.Id, StringComparer.Ordinal)];

    /// <summary>How many fit.</summary>
    public long Count(IncidentFilter filter)
    {
        using var command = IncidentQuery.Count(_store, filter);
        return _store.Query(command, r => r.GetInt64(0))[0];
    }

    /// <summary>The incident of an id; null when there is none.</summary>
    public StoredIncident? Find(string id) => _store.Query(_one, IncidentQuery.Row, id).FirstOrDefault();

    /// <summary>Those whose ids begin so, two at most. When there is none: the one in which the alert is whose id begins so, since an earlier alert may have been found since.</summary>
    /// <param name="beginning">Hexadecimal digits.</param>
    public IReadOnlyList<StoredIncident> Beginning(string beginning)
    {
        var found = _store.Query(_beginning, IncidentQuery.Row, beginning, beginning + "~"); // ids are hexadecimal, "~" comes behind
        if (found.Count > 0) return found;
        return [.. _store.Alerts.List(new AlertFilter { Ids = [beginning], Newest = 2 }).Select(a => a.Incident).OfType<string>().Distinct(StringComparer.Ordinal).Select(Find).OfType<StoredIncident>()];
    }

    /// <summary>
    /// Finds the stories anew that changed alerts may belong to: theirs, and those of alerts that are linked to them. Others can't have changed. Inside a transaction.
    /// </summary>
    /// <param name="changed">Ids of alerts that were raised, brought up to date or withdrawn.</param>
    /// <param name="rules">How many rules there are, for the rank.</param>
    public void Renew(IReadOnlyCollection<string> changed, int rules)
    {
        var touched = new Dictionary<string, LinkedAlert>(StringComparer.Ordinal);
        var (incidents, open) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>());
        var isTold = false;
        foreach (var id in changed)
        {
            if (_store.Alerts.IncidentOf(id) is { } before) Add(before);
            isTold |= StateStore.Scalar(_storyOf, id) is not null;
            foreach (var (alert, _) in Read(_linked, id))
            {
                Touch(alert);
                TouchNear(alert);
            }
        }

        while (open.TryDequeue(out var incident))
        {
            var members = Members(incident).ToArray();
            foreach (var alert in members) touched.TryAdd(alert.Id, alert);
            if (isTold || members.Any(a => a.Story is not null)) foreach (var alert in members) TouchNear(alert); // what was kept apart from it may go over to it, or come from it
        }

        foreach (var incident in incidents)
        {
            StateStore.Execute(_leave, incident);
            StateStore.Execute(_drop, incident);
        }

        foreach (var story in IncidentLinks.Stories(touched.Values)) Put(story, rules);

        void Add(string incident)
        {
            if (incidents.Add(incident)) open.Enqueue(incident);
        }

        void Touch(LinkedAlert alert)
        {
            if (!touched.TryAdd(alert.Id, alert) || alert.Story is not { } told) return;
            foreach (var (other, incident) in Read(_told, told)) // who was told to belong to it
                if (incident is null) touched.TryAdd(other.Id, other);
                else Add(incident);
        }

        void TouchNear(LinkedAlert alert)
        {
            foreach (var entity in alert.Entities)
            {
                var gap = IncidentLinks.Gap(entity.Kind);
                foreach (var (near, incident) in Read(_near, (int)entity.Kind, AlertQuery.NameOf(entity.Value), entity.Value, alert.First - gap, alert.Last + gap))
                    if (incident is null) Touch(near);
                    else Add(incident);
            }
        }
    }

    /// <summary>
    /// Puts incidents together because a person says so: they are one from now on, with whatever will be linked to any of them. Gives the id of what they became. Inside a transaction.
    /// </summary>
    /// <param name="incidents">Their ids, two or more.</param>
    /// <param name="rules">How many rules there are, for the rank.</param>
    public string Merge(IReadOnlyCollection<string> incidents, int rules)
    {
        LinkedAlert[] members = [.. incidents.SelectMany(Members)];
        long[] told = [.. members.Select(a => a.Story).OfType<long>().Distinct()];
        var story = told.Length > 0 ? told[0] : NextStory();
        foreach (var other in told.Skip(1)) StateStore.Execute(_retell, story, other); // also of alerts that do not stand now
        Tell(members, story);
        Renew([.. members.Select(a => a.Id)], rules);
        return _store.Alerts.IncidentOf(members[0].Id)!;
    }

    /// <summary>
    /// Takes alerts out of an incident because a person says so: they are an incident of their own from now on, and never become one with the rest again unless a person says that. Gives
    /// the ids of what stayed and of what was taken out. Inside a transaction.
    /// </summary>
    /// <param name="incident">Its id.</param>
    /// <param name="alerts">Ids of some of its alerts, not all.</param>
    /// <param name="rules">How many rules there are, for the rank.</param>
    public (string Stayed, string TakenOut) Split(string incident, IReadOnlySet<string> alerts, int rules)
    {
        var members = Members(incident).ToLookup(a => alerts.Contains(a.Id));
        Tell(members[false], members[false].Select(a => a.Story).OfType<long>().Cast<long?>().FirstOrDefault() ?? NextStory());
        Tell(members[true], NextStory());
        Renew([.. members.SelectMany(m => m).Select(a => a.Id)], rules);
        return (_store.Alerts.IncidentOf(members[false].First().Id)!, _store.Alerts.IncidentOf(members[true].First().Id)!);
    }

    private IEnumerable<LinkedAlert> Members(string incident) => Read(_members, incident).Select(m => m.Alert);

    private void Tell(IEnumerable<LinkedAlert> alerts, long story)
    {
        foreach (var alert in alerts) StateStore.Execute(_tell, alert.Id, story);
    }

    private long NextStory() => (long)StateStore.Scalar(_lastStory)! + 1;

    private void Put(IReadOnlyList<LinkedAlert> story, int rules)
    {
        var id = story[0].Id[..Math.Min(12, story[0].Id.Length)];
        var (rank, title) = (-1.0, "");
        foreach (var alert in story)
        {
            var (ofEntity, returnDays, reason) = _store.Query(_facts, r => (r.GetInt64(0) != 0, r.GetDouble(1), r.GetString(2)), alert.Id)[0];
            if (IncidentRank.Of([(ofEntity, returnDays)], rules) is var own && own > rank) (rank, title) = (own, reason.Split(". ", 2)[0]);
        }

        StateStore.Execute(_put, id, story[0].First, story.Max(a => a.Last), rank, story.Count, title);
        foreach (var alert in story) StateStore.Execute(_join, id, alert.Id);
    }

    private List<(LinkedAlert Alert, string? Incident)> Read(SqliteCommand command, params ReadOnlySpan<object?> values) =>
        [.. _store.Query(command, r => (Id: r.GetString(0), First: r.GetInt64(1), Last: r.GetInt64(2), Incident: r.IsDBNull(3) ? null : r.GetString(3), Story: r.IsDBNull(4) ? (long?)null : r.GetInt64(4)), values)
            .Select(a => (new LinkedAlert(a.Id, a.First, a.Last, _store.Alerts.Entities(a.Id)) { Story = a.Story }, a.Incident))];
}
