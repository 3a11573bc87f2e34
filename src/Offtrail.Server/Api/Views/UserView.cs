namespace Offtrail.Server;

/// <summary>A user.</summary>
/// <param name="Name">The name.</param>
/// <param name="Role">viewer, analyst or admin.</param>
/// <param name="IsDisabled">Whether they may not sign in.</param>
/// <param name="HasPassword">Whether a password is set.</param>
/// <param name="CreatedAt">When the user was made.</param>
/// <param name="LastSignInAt">When they last signed in.</param>
public sealed record UserView(string Name, string Role, bool IsDisabled, bool HasPassword, string CreatedAt, string? LastSignInAt);
