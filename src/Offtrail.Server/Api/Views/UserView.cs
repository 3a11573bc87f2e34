using Offtrail.State;

namespace Offtrail.Server;

/// <summary>A user.</summary>
/// <param name="Name">The name.</param>
/// <param name="Role">viewer, analyst or admin.</param>
/// <param name="IsDisabled">Whether they may not sign in.</param>
/// <param name="HasPassword">Whether a password is set.</param>
/// <param name="IsExternal">Whether they sign in by OpenID Connect.</param>
/// <param name="CreatedAt">When the user was made.</param>
/// <param name="LastSignInAt">When they last signed in.</param>
public sealed record UserView(string Name, string Role, bool IsDisabled, bool HasPassword, bool IsExternal, string CreatedAt, string? LastSignInAt)
{
    internal static UserView Of(StoredUser u) => new(u.Name, Query.NameOf(u.Role), u.IsDisabled, u.PasswordHash is not null, u.External is not null, Query.Time(u.CreatedAt), Query.Time(u.LastSignIn));
}
