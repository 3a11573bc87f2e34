using System.Security.Claims;
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

    /// <summary>Looks whether somebody whom a provider knows may get in, and as what. Gives the user, or why not.</summary>
    /// <param name="config">What the configuration says of the provider.</param>
    /// <param name="principal">What the provider says of them.</param>
    public (StoredUser? User, string? Refusal) LetIn(OidcConfig config, ClaimsPrincipal principal)
    {
        var (name, subject) = (principal.FindFirstValue(config.NameClaim), principal.FindFirstValue("sub"));
        var values = OidcConfig.Values(principal, config.RoleClaim);
        if (subject is null || name is null) return Refuse("unknown", $"{config.Name} does not say who you are: its answer lacks the claim {(subject is null ? "sub" : config.NameClaim)}; an administrator mends scopes or name_claim of oidc in the configuration");
        if (config.RoleOf(values) is not { } role) return Refuse(name, $"{name} may not use this service: no value of the claim {config.RoleClaim} lets in ({(values.Length == 0 ? "there is none" : string.Join(", ", values.Take(20)))}); an administrator says at {config.Name} or with roles of oidc in the configuration who may");
        try
        {
            using var lease = pool.Rent();
            var user = new Accounts(lease.State, clock).SignInExternal($"{principal.FindFirstValue("iss") ?? config.Authority.ToString()} {subject}", name, role, (u, action) => audit.Note(lease.State, action, u.Name, $"role {Query.NameOf(u.Role)}, by {config.Name}", who: u.Name));
            audit.Note("session.begin", user.Name, $"by {config.Name}", who: user.Name);
            return (user, null);
        }
        catch (AccountException e)
        {
            return Refuse(name, e.Message);
        }

        (StoredUser?, string?) Refuse(string who, string why)
        {
            audit.Note("session.refuse", who, why, who: "nobody");
            return (null, $"{char.ToUpperInvariant(why[0])}{why[1..]}.");
        }
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
