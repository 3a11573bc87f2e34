using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Offtrail.State;

/// <summary>The ledger: objects whose records are all in the lake or in the quarantine.</summary>
public sealed class LedgerTable
{
    private readonly StateStore _store;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _forget;
    private readonly SqliteCommand _totals;
    private readonly SqliteCommand _rejected;
    private readonly SqliteCommand _any;

    internal LedgerTable(StateStore store)
    {
        _store = store;
        _find = store.Command("SELECT version FROM object WHERE key = $key", "$key");
        _put = store.Command(
            """
            INSERT INTO object (key, version, bytes, records, stored, duplicates, quarantined, set_aside, ingested_at)
            VALUES ($key, $version, $bytes, $records, $stored, $duplicates, $quarantined, $aside, $at)
            ON CONFLICT (key) DO UPDATE SET version = excluded.version, bytes = excluded.bytes, records = excluded.records, stored = excluded.stored,
              duplicates = excluded.duplicates, quarantined = excluded.quarantined, set_aside = excluded.set_aside
            RETURNING id
            """,
            "$key", "$version", "$bytes", "$records", "$stored", "$duplicates", "$quarantined", "$aside", "$at");
        _forget = store.Command("UPDATE object SET version = NULL WHERE key = $key", "$key");
        _totals = store.Command("SELECT count(*), coalesce(sum(bytes), 0), coalesce(sum(quarantined), 0), coalesce(sum(version IS NULL), 0) FROM object");
        _rejected = store.Command("SELECT key FROM object WHERE quarantined > 0 OR key IN (SELECT object FROM quarantine) ORDER BY key");
        _any = store.Command("SELECT 1 FROM object LIMIT 1");
    }

    /// <summary>Whether no object was ever ingested.</summary>
    public bool IsEmpty => _store.Query(_any, _ => 1).Count == 0;

    /// <summary>Whether an object was ingested as it is now.</summary>
    public bool Contains(string key, string? version) =>
        version is not null && _store.Query(_find, r => r.IsDBNull(0) ? null : r.GetString(0), key) is [var known] && known == version;

    /// <summary>Notes an object, what its last reading found, and when it was read first. Inside a transaction.</summary>
    /// <returns>The number by which the manifest knows the object.</returns>
    public long Put(IngestedObject done, long atMicros)
    {
        return Convert.ToInt64(
            StateStore.Scalar(_put, done.Key, done.Version, done.Bytes, done.Records, done.Stored, done.Duplicates, done.Quarantined, done.SetAside, atMicros),
            CultureInfo.InvariantCulture);
    }

    /// <summary>Has an object read again by the next run that meets it. Inside a transaction.</summary>
    public void ReadAgain(string key) => StateStore.Execute(_forget, key);

    /// <summary>Objects of which something is in quarantine.</summary>
    public IReadOnlyList<string> WithQuarantine() => _store.Query(_rejected, r => r.GetString(0));

    /// <summary>How many objects there are, their bytes as delivered, the records that they have in quarantine, and how many are to be read again.</summary>
    public (long Objects, long Bytes, long Quarantined, long Unfinished) Totals() =>
        _store.Query(_totals, r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3)))[0];
}
