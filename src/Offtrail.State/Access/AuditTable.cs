using Microsoft.Data.Sqlite;

namespace Offtrail.State;

/// <summary>The audit log. Entries are added; the database itself refuses to change or delete one.</summary>
public sealed class AuditTable
{
    private readonly StateStore _store;
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _list;

    internal AuditTable(StateStore store)
    {
        _store = store;
        _add = store.Command("INSERT INTO audit (at, who, action, subject, detail, source) VALUES ($at, $who, $action, $subject, $detail, $source)", "$at", "$who", "$action", "$subject", "$detail", "$source");
        _list = store.Command("SELECT id, at, who, action, subject, detail, source FROM audit WHERE id < $before ORDER BY id DESC LIMIT $limit", "$before", "$limit");
    }

    /// <summary>Adds an entry. Inside a transaction.</summary>
    public void Add(long atMicros, string who, string action, string subject, string? detail, string? from) => StateStore.Execute(_add, atMicros, who, action, subject, detail, from);

    /// <summary>Entries before a number, newest first.</summary>
    public IReadOnlyList<AuditEntry> List(long before, int limit) =>
        _store.Query(_list, r => new AuditEntry(r.GetInt64(0), r.GetInt64(1), r.GetString(2), r.GetString(3), r.GetString(4), r.IsDBNull(5) ? null : r.GetString(5), r.IsDBNull(6) ? null : r.GetString(6)), before, limit);
}
