using Microsoft.Data.Sqlite;

namespace Offtrail.State;

/// <summary>Which databases events were enriched with: an address may have moved since.</summary>
public sealed class EnrichmentTable
{
    private readonly StateStore _store;
    private readonly SqliteCommand _note;
    private readonly SqliteCommand _list;

    internal EnrichmentTable(StateStore store)
    {
        _store = store;
        _note = store.Command("INSERT OR IGNORE INTO enrichment (kind, built, path, first_used) VALUES ($kind, $built, $path, $at)", "$kind", "$built", "$path", "$at");
        _list = store.Command("SELECT kind, built, path FROM enrichment ORDER BY first_used, kind, built");
    }

    /// <summary>Notes that a database is used from now on. Inside a transaction.</summary>
    /// <param name="kind">What it calls itself.</param>
    /// <param name="built">When it was made, as text; empty when it does not say.</param>
    /// <param name="path">Where it was.</param>
    /// <param name="atMicros">Now.</param>
    public void Note(string kind, string built, string path, long atMicros) => StateStore.Execute(_note, kind, built, path, atMicros);

    /// <summary>All of them, in the order of their first use.</summary>
    public IReadOnlyList<(string Kind, string Built, string Path)> List() => _store.Query(_list, r => (r.GetString(0), r.GetString(1), r.GetString(2)));
}
