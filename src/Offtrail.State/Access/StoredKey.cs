namespace Offtrail.State;

/// <summary>A key for programs. Times are microseconds since 1970 UTC.</summary>
/// <param name="Id">Names it; the first part of the key itself.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Role">The most that it may do.</param>
public sealed record StoredKey(string Id, string Name, Role Role)
{
    /// <summary>SHA-256 of the secret part. The secret is 256 random bits, so a slow hash would add nothing.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>What of the role it may: names of permissions; empty for all.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Until when it is good; null for ever.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>When it was revoked; null when it was not.</summary>
    public long? RevokedAt { get; init; }

    /// <summary>When it was last used, to the minute; null when never.</summary>
    public long? LastUsed { get; init; }
}
