using Offtrail.Anomalies;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>What administrators do with users and keys, from the API or the pages: each change is one transaction with its entry in the audit log.</summary>
/// <param name="pool">The state.</param>
/// <param name="clock">Tells when.</param>
/// <param name="audit">Knows who.</param>
public sealed class AccountWork(StatePool pool, TimeProvider clock, AuditTrail audit)
{
    /// <summary>All users by name.</summary>
    public IReadOnlyList<UserView> Users()
    {
        using var lease = pool.Rent();
        return [.. lease.State.Users.List().Select(UserView.Of)];
    }

    /// <summary>Makes a user. Gives a one-time link's token, with which they set a password.</summary>
    /// <exception cref="ApiException">There is no such role.</exception>
    /// <exception cref="AccountException">The name is none, or taken.</exception>
    public LinkView Create(UserRequest request) => pool.Change(state =>
    {
        var accounts = new Accounts(state, clock);
        var user = accounts.Create(request.Name ?? "", Query.One<Role>(request.Role ?? "", "role"));
        audit.Note(state, "user.create", user.Name, request.Role);
        return new LinkView(user.Name, accounts.NewLink(user.Name));
    });

    /// <summary>Gives a user another role, or says whether they may sign in; sessions end at once.</summary>
    /// <exception cref="ApiException">There is no such role.</exception>
    /// <exception cref="AccountException">There is no such user, or nobody would be left who may administer.</exception>
    public UserView Change(string name, UserChange change) => pool.Change(state =>
    {
        var user = new Accounts(state, clock).Change(name, change.Role is { } role ? Query.One<Role>(role, "role") : null, change.Disabled);
        audit.Note(state, "user.change", user.Name, $"role {Query.NameOf(user.Role)}{(user.IsDisabled ? ", disabled" : "")}");
        return UserView.Of(user);
    });

    /// <summary>A new one-time link's token, for a forgotten password.</summary>
    /// <exception cref="AccountException">There is no such user.</exception>
    public LinkView NewLink(string name) => pool.Change(state =>
    {
        audit.Note(state, "user.link", name);
        return new LinkView(name, new Accounts(state, clock).NewLink(name));
    });

    /// <summary>Removes a user.</summary>
    /// <exception cref="AccountException">There is no such user, or nobody would be left who may administer.</exception>
    public void Delete(string name) => pool.Change(state =>
    {
        new Accounts(state, clock).Delete(name);
        audit.Note(state, "user.delete", name);
        return true;
    });

    /// <summary>All keys, also those that are no longer good; without their secrets.</summary>
    public IReadOnlyList<KeyView> Keys()
    {
        using var lease = pool.Rent();
        return [.. lease.State.Keys.List().Select(KeyView.Of)];
    }

    /// <summary>Makes a key. Its secret is shown this once.</summary>
    /// <exception cref="ApiException">There is no such role, or the time is none.</exception>
    /// <exception cref="AccountException">The name is empty or too long, or a scope is none that the role has.</exception>
    public NewKey CreateKey(KeyRequest request)
    {
        TimeSpan lasts = default;
        if (request.ExpiresIn is { } text && !Durations.TryParse(text, out lasts)) throw new ApiException("expires_in", "right would be a time such as 12h or 90d");
        return pool.Change(state =>
        {
            var (key, secret) = new Keys(state, clock).Create(request.Name ?? "", Query.One<Role>(request.Role ?? "", "role"), request.Scopes ?? [], request.ExpiresIn is null ? null : lasts, audit.Who);
            audit.Note(state, "key.create", key.Id, $"{key.Name}, role {request.Role}");
            return new NewKey(KeyView.Of(key), secret);
        });
    }

    /// <summary>Revokes a key at once.</summary>
    /// <exception cref="AccountException">There is no such key that is not revoked.</exception>
    public void RevokeKey(string id) => pool.Change(state =>
    {
        new Keys(state, clock).Revoke(id);
        audit.Note(state, "key.revoke", id);
        return true;
    });

    /// <summary>What was changed and by whom, the newest first.</summary>
    /// <param name="before">Only entries with a lower number.</param>
    /// <param name="most">So many at most.</param>
    public IReadOnlyList<AuditView> Audit(long before, int most)
    {
        using var lease = pool.Rent();
        return [.. lease.State.Audit.List(before, most).Select(a => new AuditView(a.Id, Query.Time(a.At), a.Who, a.Action, a.Subject, a.Detail, a.From))];
    }
}
