using Microsoft.Data.Sqlite;

namespace Offtrail.State;

/// <summary>The users, and the one-time links that let them set a password.</summary>
public sealed class UserTable
{
    private const string Columns = "name, role, password_hash, external, created_at, disabled, failures, locked_until, stamp, last_sign_in";

    private readonly StateStore _store;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _external;
    private readonly SqliteCommand _list;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _putLink;
    private readonly SqliteCommand _takeLink;
    private readonly SqliteCommand _dropLinks;

    internal UserTable(StateStore store)
    {
        _store = store;
        _put = store.Command(
            $"""
            INSERT INTO user ({Columns}) VALUES ($name, $role, $hash, $external, $created, $disabled, $failures, $locked, $stamp, $signin)
            ON CONFLICT (name) DO UPDATE SET role = excluded.role, password_hash = excluded.password_hash, external = excluded.external, disabled = excluded.disabled,
              failures = excluded.failures, locked_until = excluded.locked_until, stamp = excluded.stamp, last_sign_in = excluded.last_sign_in
            """, "$name", "$role", "$hash", "$external", "$created", "$disabled", "$failures", "$locked", "$stamp", "$signin");
        _find = store.Command($"SELECT {Columns} FROM user WHERE name = $name", "$name");
        _external = store.Command($"SELECT {Columns} FROM user WHERE external = $external", "$external");
        _list = store.Command($"SELECT {Columns} FROM user ORDER BY name");
        _delete = store.Command("DELETE FROM user WHERE name = $name RETURNING 1", "$name");
        _putLink = store.Command("INSERT INTO sign_in_link (hash, name, expires_at) VALUES ($hash, $name, $expires)", "$hash", "$name", "$expires");
        _takeLink = store.Command("DELETE FROM sign_in_link WHERE hash = $hash AND expires_at > $now RETURNING name", "$hash", "$now");
        _dropLinks = store.Command("DELETE FROM sign_in_link WHERE name = $name", "$name");
    }

    /// <summary>Adds a user, or changes the one of that name. Inside a transaction.</summary>
    public void Put(StoredUser u) =>
        StateStore.Execute(_put, u.Name, (int)u.Role, u.PasswordHash, u.External, u.CreatedAt, u.IsDisabled ? 1 : 0, u.Failures, u.LockedUntil, u.Stamp, u.LastSignIn);

    /// <summary>A user by name, whatever its case; null when there is none.</summary>
    public StoredUser? Find(string name) => _store.Query(_find, Row, name) is [var user] ? user : null;

    /// <summary>A user by issuer and subject of another provider; null when there is none.</summary>
    public StoredUser? FindExternal(string external) => _store.Query(_external, Row, external) is [var user] ? user : null;

    /// <summary>All users by name.</summary>
    public IReadOnlyList<StoredUser> List() => _store.Query(_list, Row);

    /// <summary>Removes a user. False when there is none of that name. Inside a transaction.</summary>
    public bool Delete(string name) => StateStore.Scalar(_delete, name) is not null;

    /// <summary>Adds a link that lets a user set a password once; links before it are no longer good. Inside a transaction.</summary>
    /// <param name="name">The user.</param>
    /// <param name="hash">SHA-256 of the link's secret.</param>
    /// <param name="expiresAt">Until when it is good, microseconds since 1970 UTC.</param>
    public void PutLink(string name, byte[] hash, long expiresAt)
    {
        StateStore.Execute(_dropLinks, name);
        StateStore.Execute(_putLink, hash, name, expiresAt);
    }

    /// <summary>Uses a link up. Gives whose it is; null when it is not good. Inside a transaction.</summary>
    public string? TakeLink(byte[] hash, long nowMicros) => StateStore.Scalar(_takeLink, hash, nowMicros) as string;

    private static StoredUser Row(SqliteDataReader r) => new(r.GetString(0), (Role)r.GetInt32(1))
    {
        PasswordHash = r.IsDBNull(2) ? null : r.GetString(2),
        External = r.IsDBNull(3) ? null : r.GetString(3),
        CreatedAt = r.GetInt64(4),
        IsDisabled = r.GetInt64(5) != 0,
        Failures = r.GetInt32(6),
        LockedUntil = r.GetInt64(7),
        Stamp = r.GetInt64(8),
        LastSignIn = r.IsDBNull(9) ? null : r.GetInt64(9),
    };
}
