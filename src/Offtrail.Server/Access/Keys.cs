using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Keys for programs.</summary>
/// <param name="state">The state.</param>
/// <param name="clock">Tells the time.</param>
public sealed class Keys(StateStore state, TimeProvider clock)
{
    /// <summary>Makes a key. Gives it with its secret, which is not kept.</summary>
    /// <param name="name">What it is for.</param>
    /// <param name="role">The most that it may do.</param>
    /// <param name="scopes">What of that: names of permissions; none for all.</param>
    /// <param name="lasts">How long it is good; null for ever.</param>
    /// <param name="by">Who makes it.</param>
    /// <exception cref="AccountException">The name is empty or too long, or a scope is none that the role has.</exception>
    public (StoredKey Key, string Secret) Create(string name, Role role, IReadOnlyList<string> scopes, TimeSpan? lasts, string by)
    {
        if (name.Length is 0 or > 100 || name.Any(char.IsControl)) throw new AccountException("name", "right would be a few words on what the key is for, up to 100 characters");
        string[] may = [.. Permissions.Of(role).Select(Permissions.NameOf)];
        if (scopes.FirstOrDefault(s => !may.Contains(s)) is { } unknown) throw new AccountException("scopes", $"a key of the role {role.ToString().ToLowerInvariant()} can't have the scope \"{unknown}\"; right would be some of {string.Join(", ", may)}");
        if (lasts <= TimeSpan.Zero) throw new AccountException("expires_in", "right would be a time such as 90d");
        var secret = KeySecret.New();
        var now = clock.Micros();
        var key = new StoredKey(KeySecret.NewId(), name, role) { Hash = KeySecret.HashOf(secret), Scopes = scopes, CreatedBy = by, CreatedAt = now, ExpiresAt = lasts is { } time ? now + (time.Ticks / TimeSpan.TicksPerMicrosecond) : null };
        state.InTransaction(() =>
        {
            state.Keys.Add(key);
            return true;
        });
        return (key, KeySecret.KeyOf(key.Id, secret));
    }

    /// <summary>Revokes a key at once.</summary>
    /// <exception cref="AccountException">There is no such key that is not revoked.</exception>
    public void Revoke(string id) => state.InTransaction(() => state.Keys.Revoke(id, clock.Micros()) ? true : throw new AccountException("id", $"there is no key {id} that is not revoked"));
}
