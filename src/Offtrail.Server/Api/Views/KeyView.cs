using Offtrail.State;

namespace Offtrail.Server;

/// <summary>A key without its secret.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Role">The most that it may do.</param>
/// <param name="Scopes">What of that; none for all.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="ExpiresAt">Until when it is good.</param>
/// <param name="RevokedAt">When it was revoked.</param>
/// <param name="LastUsedAt">When it was last used, to the minute.</param>
public sealed record KeyView(string Id, string Name, string Role, IReadOnlyList<string> Scopes, string CreatedBy, string CreatedAt, string? ExpiresAt, string? RevokedAt, string? LastUsedAt)
{
    internal static KeyView Of(StoredKey k) => new(k.Id, k.Name, Query.NameOf(k.Role), k.Scopes, k.CreatedBy, Query.Time(k.CreatedAt), Query.Time(k.ExpiresAt), Query.Time(k.RevokedAt), Query.Time(k.LastUsed));
}
