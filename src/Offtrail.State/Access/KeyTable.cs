using Microsoft.Data.Sqlite;

namespace Offtrail.State;

/// <summary>The keys for programs.</summary>
public sealed class KeyTable
{
    private const string Columns = "id, name, role, hash, scopes, created_by, created_at, expires_at, revoked_at, last_used";

    private readonly StateStore _store;
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _list;
    private readonly SqliteCommand _revoke;
    private readonly SqliteCommand _used;

    internal KeyTable(StateStore store)
    {
        _store = store;
        _add = store.Command($"INSERT INTO api_key ({Columns}) VALUES ($id, $name, $role, $hash, $scopes, $by, $at, $expires, NULL, NULL)", "$id", "$name", "$role", "$hash", "$scopes", "$by", "$at", "$expires");
        _find = store.Command($"SELECT {Columns} FROM api_key WHERE id = $id", "$id");
        _list = store.Command($"SELECT {Columns} FROM api_key ORDER BY created_at, id");
        _revoke = store.Command("UPDATE api_key SET revoked_at = $at WHERE id = $id AND revoked_at IS NULL RETURNING 1", "$at", "$id");
        _used = store.Command("UPDATE api_key SET last_used = $at WHERE id = $id", "$at", "$id");
    }

    /// <summary>Adds a key. Inside a transaction.</summary>
    public void Add(StoredKey key) => StateStore.Execute(_add, key.Id, key.Name, (int)key.Role, key.Hash, string.Join(' ', key.Scopes), key.CreatedBy, key.CreatedAt, key.ExpiresAt);

    /// <summary>A key by its id; null when there is none.</summary>
    public StoredKey? Find(string id) => _store.Query(_find, Row, id) is [var key] ? key : null;

    /// <summary>All keys, also those that are no longer good, by when they were made.</summary>
    public IReadOnlyList<StoredKey> List() => _store.Query(_list, Row);

    /// <summary>Revokes a key. False when there is none that is not revoked. Inside a transaction.</summary>
    public bool Revoke(string id, long atMicros) => StateStore.Scalar(_revoke, atMicros, id) is not null;

    /// <summary>Notes that a key was used. Inside a transaction.</summary>
    public void NoteUse(string id, long atMicros) => StateStore.Execute(_used, atMicros, id);

    private static StoredKey Row(SqliteDataReader r) => new(r.GetString(0), r.GetString(1), (Role)r.GetInt32(2))
    {
        Hash = r.GetFieldValue<byte[]>(3),
        Scopes = r.GetString(4).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        CreatedBy = r.GetString(5),
        CreatedAt = r.GetInt64(6),
        ExpiresAt = r.IsDBNull(7) ? null : r.GetInt64(7),
        RevokedAt = r.IsDBNull(8) ? null : r.GetInt64(8),
        LastUsed = r.IsDBNull(9) ? null : r.GetInt64(9),
    };
}
