using Microsoft.Data.Sqlite;
using Offtrail.Rules;

namespace Offtrail.State;

/// <summary>The alerts, and what people did with them. One is raised once: finding it again only brings its document up to date.</summary>
public sealed class AlertTable
{
    private readonly StateStore _store;
    private readonly SqliteCommand _exists;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _putDocument;
    private readonly SqliteCommand _dropEntities;
    private readonly SqliteCommand _addEntity;
    private readonly SqliteCommand _entities;
    private readonly SqliteCommand _incident;
    private readonly SqliteCommand _ofRule;
    private readonly SqliteCommand _foldable;
    private readonly SqliteCommand _fold;
    private readonly SqliteCommand _setStanding;
    private readonly SqliteCommand _setStatus;
    private readonly SqliteCommand _setAssignee;
    private readonly SqliteCommand _addTag;
    private readonly SqliteCommand _dropTag;
    private readonly SqliteCommand _tags;
    private readonly SqliteCommand _note;
    private readonly SqliteCommand _changes;

    internal AlertTable(StateStore store)
    {
        _store = store;
        _exists = store.Command("SELECT standing FROM alert WHERE id = $id", "$id");
        _put = store.Command(
            """
            INSERT INTO alert (id, rule_id, timestamp, raised_at, score, threshold, reason, account, severity, first_event, last_event, of_entity, return_days, standing, job_id, kin, suppression)
            VALUES ($id, $rule, $timestamp, $raised, $score, $threshold, $reason, $account, $severity, $first, $last, $entity, $return, $standing, $job, $kin, $suppression)
            ON CONFLICT (id) DO UPDATE SET raised_at = excluded.raised_at, score = excluded.score, threshold = min(threshold, excluded.threshold),
              reason = excluded.reason, severity = excluded.severity, first_event = excluded.first_event, last_event = excluded.last_event,
              return_days = excluded.return_days, suppression = excluded.suppression, standing = CASE WHEN standing = 0 OR (standing = 3 AND excluded.standing = 0) THEN standing ELSE excluded.standing END
            """,
            "$id", "$rule", "$timestamp", "$raised", "$score", "$threshold", "$reason", "$account", "$severity", "$first", "$last", "$entity", "$return", "$standing", "$job", "$kin", "$suppression");
        _putDocument = store.Command("INSERT OR REPLACE INTO alert_document (alert, document) SELECT number, $document FROM alert WHERE id = $id", "$document", "$id");
        _dropEntities = store.Command("DELETE FROM alert_entity WHERE alert = $alert", "$alert");
        _addEntity = store.Command("INSERT OR IGNORE INTO alert_entity (kind, name, value, alert) VALUES ($kind, $name, $value, $alert)", "$kind", "$name", "$value", "$alert");
        _entities = store.Command("SELECT kind, value FROM alert_entity WHERE alert = $alert ORDER BY kind, value", "$alert");
        _incident = store.Command("SELECT incident FROM alert WHERE id = $id", "$id");
        _ofRule = store.Command("SELECT id, standing, threshold, timestamp FROM alert WHERE rule_id = $rule AND job_id = $job AND standing <> 1", "$rule", "$job");
        _foldable = store.Command("SELECT id, raised_at, score, suppression, standing, folded_into FROM alert INDEXED BY alert_foldable WHERE rule_id = $rule AND standing IN (0, 3) AND (suppression IS NOT NULL OR standing = 3)", "$rule");
        _fold = store.Command("UPDATE alert SET standing = $standing, folded_into = $into WHERE id = $id", "$standing", "$into", "$id");
        _setStanding = store.Command("UPDATE alert SET standing = $standing WHERE id = $id", "$standing", "$id");
        _setStatus = store.Command("UPDATE alert SET status = $status, closed_because = $because WHERE id = $id", "$status", "$because", "$id");
        _setAssignee = store.Command("UPDATE alert SET assignee = $assignee WHERE id = $id", "$assignee", "$id");
        _addTag = store.Command("INSERT OR IGNORE INTO alert_tag (alert, tag) VALUES ($alert, $tag)", "$alert", "$tag");
        _dropTag = store.Command("DELETE FROM alert_tag WHERE alert = $alert AND tag = $tag", "$alert", "$tag");
        _tags = store.Command("SELECT tag FROM alert_tag WHERE alert = $alert ORDER BY tag", "$alert");
        _note = store.Command("INSERT INTO alert_change (alert, at, who, action, was, now, note) VALUES ($alert, $at, $who, $action, $was, $now, $note)", "$alert", "$at", "$who", "$action", "$was", "$now", "$note");
        _changes = store.Command("SELECT alert, at, who, action, was, now, note FROM alert_change WHERE alert = $alert ORDER BY id", "$alert");
    }

    /// <summary>
    /// Raises an alert, or brings it up to date; what people did with it stays. One that an exception covers is only kept, unless it was
    /// raised before. True when it stands now and was not there before, or was held back. Inside a transaction.
    /// </summary>
    public bool Raise(StoredAlert a, IReadOnlyList<AlertEntity> entities)
    {
        var isNew = a.Standing == AlertStanding.Standing && (AlertStanding?)_store.Query(_exists, r => r.GetInt32(0), a.Id).Cast<int?>().FirstOrDefault() is null or AlertStanding.Excepted;
        StateStore.Execute(_put, a.Id, a.RuleId, a.Timestamp, a.RaisedAt, a.Score, a.Threshold, a.Reason, a.Account, a.Severity, a.FirstEvent, a.LastEvent, a.OfEntity ? 1 : 0, a.ReturnDays, (int)a.Standing, a.JobId, a.Kin, a.SuppressionKey);
        StateStore.Execute(_putDocument, a.Document, a.Id);
        StateStore.Execute(_dropEntities, a.Id);
        foreach (var entity in entities) StateStore.Execute(_addEntity, (int)entity.Kind, AlertQuery.NameOf(entity.Value), entity.Value, a.Id);
        return isNew;
    }

    /// <summary>
    /// Marks an alert: as withdrawn when events that came later show that its anomaly is none, as standing when no exception covers it any more. It stays
    /// in the table, and those that do not stand are listed apart. Inside a transaction.
    /// </summary>
    public void SetStanding(string id, AlertStanding standing) => StateStore.Execute(_setStanding, (int)standing, id);

    /// <summary>A rule's alerts from the records of a job that stand, or that exceptions or suppression hold back.</summary>
    public IReadOnlyList<KnownAlert> OfRule(string ruleId, string jobId) =>
        _store.Query(_ofRule, r => new KnownAlert(r.GetString(0), (AlertStanding)r.GetInt32(1), r.GetInt32(2), r.GetInt64(3)), ruleId, jobId);

    /// <summary>Folds a rule's alerts by its suppression anew, and unfolds those that it does not hold back any more. Gives the ids of those that changed. Inside a transaction.</summary>
    public IReadOnlyList<string> Fold(RuleDefinition rule)
    {
        var alerts = _store.Query(_foldable, r => (Alert: new FoldableAlert(r.GetString(0), r.GetInt64(1), r.GetDouble(2), r.IsDBNull(3) ? null : r.GetString(3)), Into: (AlertStanding)r.GetInt32(4) == AlertStanding.Suppressed ? r.GetString(5) : null), rule.Id);
        var into = SuppressionFold.Of(rule.Suppression, alerts.Select(a => a.Alert));
        var changed = new List<string>();
        foreach (var (alert, before) in alerts)
        {
            var now = into.GetValueOrDefault(alert.Id);
            if (now == before) continue;
            StateStore.Execute(_fold, (int)(now is null ? AlertStanding.Standing : AlertStanding.Suppressed), now, alert.Id);
            changed.Add(alert.Id);
        }

        return changed;
    }

    /// <summary>All alerts in the order in which they were raised: those that stand, or others instead.</summary>
    public IReadOnlyList<StoredAlert> List(AlertStanding standing = AlertStanding.Standing) => List(new AlertFilter { Standing = standing });

    /// <summary>The alerts that fit, in the order in which they were raised.</summary>
    public IReadOnlyList<StoredAlert> List(AlertFilter filter)
    {
        using var command = AlertQuery.Select(_store, filter);
        return _store.Query(command, AlertQuery.Row);
    }

    /// <summary>The alerts that fit, those that say the same as one: the newest of them with their count, in the order in which these were raised.</summary>
    /// <param name="filter">Which; its <see cref="AlertFilter.Newest"/> counts what is given, not the alerts behind it.</param>
    /// <param name="order">Which come first, and which one stands for those that say the same; what is given is in the opposite order.</param>
    public IReadOnlyList<RepeatedAlert> Repeats(AlertFilter filter, AlertOrder order = AlertOrder.Newest) => AlertRepeats.Read(_store, filter, order);

    /// <summary>How many fit.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="most">More than so many are not counted.</param>
    public long Count(AlertFilter filter, long most = long.MaxValue)
    {
        using var command = AlertQuery.Count(_store, filter, most);
        return _store.Query(command, r => r.GetInt64(0))[0];
    }

    /// <summary>The incident that an alert, standing or withdrawn, is noted in; null when it is in none.</summary>
    public string? IncidentOf(string id) => StateStore.Scalar(_incident, id) as string;

    /// <summary>Who or what an alert is about.</summary>
    public IReadOnlyList<AlertEntity> Entities(string id) => _store.Query(_entities, r => new AlertEntity((EntityKind)r.GetInt32(0), r.GetString(1)), id);

    /// <summary>An alert's tags.</summary>
    public IReadOnlyList<string> Tags(string id) => _store.Query(_tags, r => r.GetString(0), id);

    /// <summary>What people did with an alert, oldest first.</summary>
    public IReadOnlyList<AlertChange> Changes(string id) =>
        _store.Query(_changes, r => new AlertChange(r.GetString(0), r.GetInt64(1), r.GetString(2), r.GetString(3), Text(r, 4), Text(r, 5), Text(r, 6)), id);

    /// <summary>Sets an alert's status and notes the change. Inside a transaction.</summary>
    public void SetStatus(AlertStatus status, CloseReason? because, AlertChange change)
    {
        StateStore.Execute(_setStatus, (int)status, because is { } reason ? (int)reason : null, change.AlertId);
        Note(change);
    }

    /// <summary>Sets who looks at an alert and notes the change. Inside a transaction.</summary>
    public void SetAssignee(string? assignee, AlertChange change)
    {
        StateStore.Execute(_setAssignee, assignee, change.AlertId);
        Note(change);
    }

    /// <summary>Adds or removes a tag and notes the change. Inside a transaction.</summary>
    public void SetTag(string tag, bool there, AlertChange change)
    {
        StateStore.Execute(there ? _addTag : _dropTag, change.AlertId, tag);
        Note(change);
    }

    /// <summary>Notes what somebody did or said. Inside a transaction.</summary>
    public void Note(AlertChange c) => StateStore.Execute(_note, c.AlertId, c.At, c.Who, c.Action, c.Was, c.Now, c.Note);

    private static string? Text(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}
