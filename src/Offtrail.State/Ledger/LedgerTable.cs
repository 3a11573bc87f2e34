using Microsoft.Data.Sqlite;

namespace Offtrail.State;

/// <summary>The ledger: objects whose records are all in the lake or in the quarantine.</summary>
public sealed class LedgerTable
{
    private readonly StateStore _store;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _put;
    private bool _isEmpty;

    internal LedgerTable(StateStore store)
    {
        _store = store;
        _find = store.Command("SELECT version FROM object WHERE key = $key", "$key");
        _put = store.Command(
            """
            INSERT OR REPLACE INTO object (key, version, bytes, records, stored, duplicates, quarantined, set_aside, ingested_at)
            VALUES ($key, $version, $bytes, $records, $stored, $duplicates, $quarantined, $aside, $at)
            """,
            "$key", "$version", "$bytes", "$records", "$stored", "$duplicates", "$quarantined", "$aside", "$at");
        _isEmpty = store.Query(store.Command("SELECT 1 FROM object LIMIT 1"), _ => 1).Count == 0;
    }

    /// <summary>Whether an object was ingested as it is now.</summary>
    public bool Contains(string key, string? version) =>
        version is not null && !_isEmpty && _store.Query(_find, r => r.IsDBNull(0) ? null : r.GetString(0), key) is [var known] && known == version;

    /// <summary>Notes an object. Inside a transaction.</summary>
    public void Put(IngestedObject done, long atMicros)
    {
        _isEmpty = false;
        StateStore.Execute(_put, done.Key, done.Version, done.Bytes, done.Records, done.Stored, done.Duplicates, done.Quarantined, done.SetAside, atMicros);
    }
}
