using Microsoft.Data.Sqlite;
using Offtrail.Rules;

namespace Offtrail.State;

/// <summary>The incidents: which alerts are one story. What people do is done to the alerts.</summary>
public sealed class IncidentTable
{
    private const string Columns = """
        i.id, i.first_event, i.last_event, i.rank, i.alerts, i.title,
        (SELECT CASE WHEN sum(a.status = 0) > 0 THEN 0 WHEN sum(a.status = 1) > 0 THEN 1 ELSE 2 END FROM alert a WHERE a.incident = i.id AND a.standing = 0)
        """;

    private readonly StateStore _store;
    private readonly SqliteCommand _linked;
    private readonly SqliteCommand _near;
    private readonly SqliteCommand _members;
    private readonly SqliteCommand _facts;
    private readonly SqliteCommand _leave;
    private readonly SqliteCommand _join;
    private readonly SqliteCommand _drop;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _list;

    internal IncidentTable(StateStore store)
    {
        _store = store;
        _linked = store.Command("SELECT id, first_event, last_event, incident FROM alert WHERE id = $id AND standing = 0", "$id");
        _near = store.Command(
            """
            SELECT a.id, a.first_event, a.last_event, a.incident FROM alert_entity e JOIN alert a ON a.id = e.alert
            WHERE e.kind = $kind AND e.name = $name AND e.value = $value AND a.standing = 0 AND a.first_event <= $to AND a.last_event >= $from
            """, "$kind", "$name", "$value", "$from", "$to");
        _members = store.Command("SELECT id, first_event, last_event, incident FROM alert WHERE incident = $incident AND standing = 0", "$incident");
        _facts = store.Command("SELECT of_entity, return_days, reason FROM alert WHERE id = $id", "$id");
        _leave = store.Command("UPDATE alert SET incident = NULL WHERE incident = $incident", "$incident");
        _join = store.Command("UPDATE alert SET incident = $incident WHERE id = $id", "$incident", "$id");
        _drop = store.Command("DELETE FROM incident WHERE id = $id", "$id");
        _put = store.Command("INSERT OR REPLACE INTO incident (id, first_event, last_event, rank, alerts, title) VALUES ($id, $first, $last, $rank, $alerts, $title)", "$id", "$first", "$last", "$rank", "$alerts", "$title");
        _list = store.Command($"SELECT {Columns} FROM incident i ORDER BY i.first_event, i.id");
    }

    /// <summary>All incidents by their first event.</summary>
    public IReadOnlyList<StoredIncident> List() =>
        _store.Query(_list, r => new StoredIncident(r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetDouble(3), r.GetInt32(4), r.GetString(5)) { Status = (AlertStatus)r.GetInt32(6) });

    /// <summary>
    /// Finds the stories anew that changed alerts may belong to: theirs, and those of alerts that are linked to them. Others can't have changed. Inside a transaction.
    /// </summary>
    /// <param name="changed">Ids of alerts that were raised, brought up to date or withdrawn.</param>
    /// <param name="rules">How many rules there are, for the rank.</param>
    public void Renew(IReadOnlyCollection<string> changed, int rules)
    {
        var touched = new Dictionary<string, LinkedAlert>(StringComparer.Ordinal);
        var incidents = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in changed) if (_store.Alerts.IncidentOf(id) is { } before) incidents.Add(before);
        foreach (var id in changed)
        {
            foreach (var (alert, _) in Read(_linked, id))
            {
                touched.TryAdd(alert.Id, alert);
                foreach (var entity in alert.Entities)
                {
                    var gap = IncidentLinks.Gap(entity.Kind);
                    foreach (var (near, incident) in Read(_near, (int)entity.Kind, AlertQuery.NameOf(entity.Value), entity.Value, alert.First - gap, alert.Last + gap))
                        if (incident is null) touched.TryAdd(near.Id, near);
                        else incidents.Add(incident);
                }
            }
        }

        foreach (var incident in incidents)
        {
            foreach (var (alert, _) in Read(_members, incident)) touched.TryAdd(alert.Id, alert);
            StateStore.Execute(_leave, incident);
            StateStore.Execute(_drop, incident);
        }

        foreach (var story in IncidentLinks.Stories(touched.Values)) Put(story, rules);
    }

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
        [.. _store.Query(command, r => (Id: r.GetString(0), First: r.GetInt64(1), Last: r.GetInt64(2), Incident: r.IsDBNull(3) ? null : r.GetString(3)), values)
            .Select(a => (new LinkedAlert(a.Id, a.First, a.Last, _store.Alerts.Entities(a.Id)), a.Incident))];
}
