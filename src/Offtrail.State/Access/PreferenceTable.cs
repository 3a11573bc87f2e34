using Microsoft.Data.Sqlite;

namespace Offtrail.State;

/// <summary>How people like their pages: what is kept for each of them.</summary>
public sealed class PreferenceTable
{
    private readonly StateStore _store;
    private readonly SqliteCommand _list;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _drop;

    internal PreferenceTable(StateStore store)
    {
        _store = store;
        _list = store.Command("SELECT name, value FROM preference WHERE who = $who AND kind = $kind ORDER BY name", "$who", "$kind");
        _put = store.Command("INSERT OR REPLACE INTO preference (who, kind, name, value) VALUES ($who, $kind, $name, $value)", "$who", "$kind", "$name", "$value");
        _drop = store.Command("DELETE FROM preference WHERE who = $who AND kind = $kind AND name = $name", "$who", "$kind", "$name");
    }

    /// <summary>What is kept for somebody, by name.</summary>
    public IReadOnlyList<(string Name, string Value)> Of(string who, PreferenceKind kind) => _store.Query(_list, r => (r.GetString(0), r.GetString(1)), who, (int)kind);

    /// <summary>Keeps something, in the place of what had this name. Inside a transaction.</summary>
    public void Put(string who, PreferenceKind kind, string name, string value) => StateStore.Execute(_put, who, (int)kind, name, value);

    /// <summary>Forgets something; false when there was nothing of this name. Inside a transaction.</summary>
    public bool Drop(string who, PreferenceKind kind, string name) => StateStore.Execute(_drop, who, (int)kind, name) > 0;
}
