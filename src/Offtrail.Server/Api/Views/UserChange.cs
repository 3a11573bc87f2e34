namespace Offtrail.Server;

/// <summary>A change of a user; what is left out stays.</summary>
/// <param name="Role">viewer, analyst or admin.</param>
/// <param name="Disabled">Whether they may not sign in.</param>
public sealed record UserChange(string? Role = null, bool? Disabled = null);
