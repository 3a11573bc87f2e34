using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Users: who they are, how they get in.</summary>
/// <param name="state">The state.</param>
/// <param name="clock">Tells the time.</param>
public sealed class Accounts(StateStore state, TimeProvider clock)
{
    /// <summary>Least length of a password.</summary>
    public const int LeastPassword = 12;

    private const int MostPassword = 1024;
    private const int MostFailures = 5;
    private const int MostName = 64;

    /// <summary>PBKDF2 with HMAC-SHA-512; iterations as OWASP's Password Storage Cheat Sheet has them (210,000, as of 2023).</summary>
    private static readonly PasswordHasher<string> s_hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));

    private static readonly TimeSpan s_lock = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_link = TimeSpan.FromDays(1);

    /// <summary>What an unknown user's password is compared with, so that it takes as long.</summary>
    private static readonly Lazy<string> s_nobody = new(() => s_hasher.HashPassword("", KeySecret.New()));

    /// <summary>The administrator of a folder without users; null when there is one. Gives the one-time link's secret.</summary>
    public string? FirstAdministrator() => state.InTransaction(() =>
    {
        var users = state.Users.List();
        if (users.Any(u => u.PasswordHash is not null || u is { External: not null, Role: Role.Admin })) return null;
        if (users.Count == 0) state.Users.Put(New("admin", Role.Admin));
        return LinkFor(users.FirstOrDefault(u => u.Role == Role.Admin)?.Name ?? "admin");
    });

    /// <summary>Makes a user, who gets in by a one-time link.</summary>
    /// <exception cref="AccountException">The name is none, or taken.</exception>
    public StoredUser Create(string name, Role role) => state.InTransaction(() =>
    {
        if (name.Length is 0 or > MostName || name.Any(c => !(char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@' or '+'))) throw new AccountException("name", $"\"{name}\" is no name; right would be up to {MostName} letters, digits and . - _ @ +");
        if (state.Users.Find(name) is not null) throw new AccountException("name", $"there is a user {name} already");
        var user = New(name, role);
        state.Users.Put(user);
        return user;
    });

    /// <summary>A new one-time link's secret for a user; good for a day.</summary>
    /// <exception cref="AccountException">There is no such user.</exception>
    public string NewLink(string name) => state.InTransaction(() => LinkFor(Known(name).Name));

    /// <summary>Changes a role or whether somebody may sign in; sessions that there are end.</summary>
    /// <exception cref="AccountException">There is no such user, or nobody would be left who may administer.</exception>
    public StoredUser Change(string name, Role? role, bool? isDisabled) => state.InTransaction(() =>
    {
        var before = Known(name);
        var after = before with { Role = role ?? before.Role, IsDisabled = isDisabled ?? before.IsDisabled, Stamp = clock.Micros() };
        if (before is { Role: Role.Admin, IsDisabled: false } && (after.Role != Role.Admin || after.IsDisabled)) MustNotBeLast(before);
        state.Users.Put(after);
        return after;
    });

    /// <summary>Removes a user.</summary>
    /// <exception cref="AccountException">There is no such user, or nobody would be left who may administer.</exception>
    public void Delete(string name) => state.InTransaction(() =>
    {
        var user = Known(name);
        if (user is { Role: Role.Admin, IsDisabled: false }) MustNotBeLast(user);
        return state.Users.Delete(user.Name);
    });

    /// <summary>Looks at a name and a password. Null when they are wrong, the user may not sign in, or is locked out after five wrong passwords, for 15 minutes.</summary>
    public StoredUser? SignIn(string name, string password)
    {
        var known = state.Users.Find(name);
        var right = password.Length <= MostPassword && s_hasher.VerifyHashedPassword("", known?.PasswordHash ?? s_nobody.Value, password) != PasswordVerificationResult.Failed;
        return state.InTransaction(() =>
        {
            var now = clock.Micros();
            if (state.Users.Find(name) is not { PasswordHash: not null } user || user.PasswordHash != known?.PasswordHash || user.IsDisabled || user.LockedUntil > now) return null;
            var failures = right ? 0 : user.Failures + 1;
            var locked = failures >= MostFailures;
            var after = user with { Failures = locked ? 0 : failures, LockedUntil = locked ? now + (s_lock.Ticks / TimeSpan.TicksPerMicrosecond) : 0, LastSignIn = right ? now : user.LastSignIn };
            state.Users.Put(after);
            return right ? after : null;
        });
    }

    /// <summary>Lets somebody in whom another provider knows. They are made a user the first time; their role is what the provider says, each time.</summary>
    /// <param name="external">Issuer and subject.</param>
    /// <param name="name">The name, for somebody who is new.</param>
    /// <param name="role">The role.</param>
    /// <param name="onChange">Told in the same transaction: the user, and what was done such as user.create.</param>
    /// <exception cref="AccountException">They are disabled, or the name is none or somebody else's.</exception>
    public StoredUser SignInExternal(string external, string name, Role role, Action<StoredUser, string> onChange) => state.InTransaction(() =>
    {
        var known = state.Users.FindExternal(external);
        if (known is { IsDisabled: true }) throw new AccountException("name", $"{known.Name} is disabled here; an administrator can change that");
        if (known is null && state.Users.Find(name) is { } other) throw new AccountException("name", $"there is another user {other.Name} here already; an administrator has to remove that one, or to give you another name where you signed in");
        var before = known ?? Create(name, role);
        var after = before with { External = external, Role = role, Stamp = before.Role == role ? before.Stamp : clock.Micros(), LastSignIn = clock.Micros() };
        state.Users.Put(after);
        if (known is null) onChange(after, "user.create");
        else if (known.Role != role) onChange(after, "user.change");
        return after;
    });

    /// <summary>Uses a one-time link up: sets the password and lets its user in. Null when the link is not good.</summary>
    /// <param name="secret">The link's secret.</param>
    /// <param name="password">The password.</param>
    /// <param name="onUsed">Told in the same transaction.</param>
    /// <exception cref="AccountException">The password is too short or too long; the link stays good.</exception>
    public StoredUser? UseLink(string secret, string password, Action<StoredUser> onUsed)
    {
        if (password.Length is < LeastPassword or > MostPassword) throw new AccountException("password", $"the password has {password.Length} characters; right would be {LeastPassword} or more");
        var hash = s_hasher.HashPassword("", password);
        return state.InTransaction(() =>
        {
            if (state.Users.TakeLink(KeySecret.HashOf(secret), clock.Micros()) is not { } name || state.Users.Find(name) is not { IsDisabled: false } user) return null;
            var after = user with { PasswordHash = hash, Failures = 0, LockedUntil = 0, Stamp = clock.Micros(), LastSignIn = clock.Micros() };
            state.Users.Put(after);
            onUsed(after);
            return after;
        });
    }

    private StoredUser New(string name, Role role) => new(name, role) { CreatedAt = clock.Micros(), Stamp = clock.Micros() };

    private StoredUser Known(string name) => state.Users.Find(name) ?? throw new AccountException("name", $"there is no user {name}");

    private string LinkFor(string name)
    {
        var secret = KeySecret.New();
        state.Users.PutLink(name, KeySecret.HashOf(secret), clock.Micros() + (s_link.Ticks / TimeSpan.TicksPerMicrosecond));
        return secret;
    }

    private void MustNotBeLast(StoredUser user)
    {
        if (!state.Users.List().Any(u => u is { Role: Role.Admin, IsDisabled: false } && u.Name != user.Name)) throw new AccountException("name", $"{user.Name} is the only administrator; make another first");
    }
}
