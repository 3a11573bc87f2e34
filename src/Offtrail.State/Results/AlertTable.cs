using Microsoft.Data.Sqlite;

namespace Offtrail.State;

/// <summary>The alerts. One is raised once: finding it again only brings its document up to date.</summary>
public sealed class AlertTable
{
    private const string Columns = "id, rule_id, timestamp, raised_at, score, threshold, reason, document";

    private readonly StateStore _store;
    private readonly SqliteCommand _exists;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _list;
    private readonly SqliteCommand _ofRule;
    private readonly SqliteCommand _withdraw;

    internal AlertTable(StateStore store)
    {
        _store = store;
        _exists = store.Command("SELECT withdrawn FROM alert WHERE id = $id", "$id");
        _put = store.Command(
            $"""
            INSERT INTO alert ({Columns}) VALUES ($id, $rule, $timestamp, $raised, $score, $threshold, $reason, $document)
            ON CONFLICT (id) DO UPDATE SET raised_at = excluded.raised_at, score = excluded.score, threshold = min(threshold, excluded.threshold),
              reason = excluded.reason, document = excluded.document, withdrawn = 0
            """,
            "$id", "$rule", "$timestamp", "$raised", "$score", "$threshold", "$reason", "$document");
        _list = store.Command($"SELECT {Columns} FROM alert WHERE withdrawn = $withdrawn ORDER BY raised_at, timestamp, id", "$withdrawn");
        _ofRule = store.Command($"SELECT {Columns} FROM alert WHERE rule_id = $rule AND withdrawn = 0", "$rule");
        _withdraw = store.Command("UPDATE alert SET withdrawn = 1 WHERE id = $id", "$id");
    }

    /// <summary>Raises an alert, or brings it up to date. True when it was not there before. Inside a transaction.</summary>
    public bool Raise(StoredAlert a)
    {
        var isNew = _store.Query(_exists, r => r.GetInt32(0), a.Id).Count == 0;
        StateStore.Execute(_put, a.Id, a.RuleId, a.Timestamp, a.RaisedAt, a.Score, a.Threshold, a.Reason, a.Document);
        return isNew;
    }

    /// <summary>
    /// Marks an alert as withdrawn: events that came later show that its anomaly is none. It stays, and is listed apart. Inside a transaction.
    /// </summary>
    public void Withdraw(string id) => StateStore.Execute(_withdraw, id);

    /// <summary>A rule's alerts that are not withdrawn.</summary>
    public IReadOnlyList<StoredAlert> OfRule(string ruleId) => _store.Query(_ofRule, Row, ruleId);

    /// <summary>All alerts in the order in which they were raised: those that stand, or those that were withdrawn.</summary>
    public IReadOnlyList<StoredAlert> List(bool withdrawn = false) => _store.Query(_list, Row, withdrawn ? 1 : 0);

    private static StoredAlert Row(SqliteDataReader r) =>
        new(r.GetString(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3), r.GetDouble(4), r.GetInt32(5), r.GetString(6), r.GetString(7));
}
