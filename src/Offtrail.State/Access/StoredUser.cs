namespace Offtrail.State;

/// <summary>Somebody who may sign in. Times are microseconds since 1970 UTC.</summary>
/// <param name="Name">The name, unique whatever its case.</param>
/// <param name="Role">What they may do.</param>
public sealed record StoredUser(string Name, Role Role)
{
    /// <summary>Hash of the password; null when there is none: then a one-time link or another provider lets them in.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Where they sign in if not with a password: issuer and subject of OpenID Connect; null for here.</summary>
    public string? External { get; init; }

    /// <summary>When the user was made.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Whether they may not sign in.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Wrong passwords since the last right one.</summary>
    public int Failures { get; init; }

    /// <summary>Until when no password is looked at.</summary>
    public long LockedUntil { get; init; }

    /// <summary>Changes when sessions that there are must end: a new password, another role, disabled.</summary>
    public required long Stamp { get; init; }

    /// <summary>When they last signed in; null when never.</summary>
    public long? LastSignIn { get; init; }
}
