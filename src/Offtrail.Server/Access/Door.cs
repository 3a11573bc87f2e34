using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Lets people in by password or one-time link, and notes it: for the API and the pages.</summary>
internal sealed class Door(StatePool pool, TimeProvider clock, AuditTrail audit)
{
    /// <summary>What is said to somebody who does not get in.</summary>
    public const string Refusal = "Name or password is wrong, or there were too many wrong ones; then wait 15 minutes.";

    /// <summary>What is said of a link that is used up.</summary>
    public const string LinkRefusal = "A link works once, and for a day; an administrator makes another: offtrail users link NAME.";

    /// <summary>Signs somebody in. Null when name or password is wrong.</summary>
    public async Task<StoredUser?> SignInAsync(HttpContext context, string? name, string? password)
    {
        using var lease = pool.Rent();
        if (new Accounts(lease.State, clock).SignIn(name ?? "", password ?? "") is not { } user)
        {
            audit.Note("session.refuse", lease.State.Users.Find(name ?? "")?.Name ?? "unknown", who: "nobody"); // a name that is none may be a password typed into the wrong field: it is not written down
            return null;
        }

        await SessionCookie.SignInAsync(context, user).ConfigureAwait(false);
        audit.Note("session.begin", user.Name, who: user.Name);
        return user;
    }

    /// <summary>Sets a password by a one-time link, and signs in. Null when the link is not good any more.</summary>
    /// <exception cref="AccountException">The password is none.</exception>
    public async Task<StoredUser?> UseLinkAsync(HttpContext context, string? token, string? password)
    {
        using var lease = pool.Rent();
        if (new Accounts(lease.State, clock).UseLink(token ?? "", password ?? "", u => audit.Note(lease.State, "user.password", u.Name, who: u.Name)) is { } user)
        {
            await SessionCookie.SignInAsync(context, user).ConfigureAwait(false);
            return user;
        }

        return null;
    }
}
