namespace Offtrail.Server;

/// <summary>A user to be made.</summary>
/// <param name="Name">The name.</param>
/// <param name="Role">viewer, analyst or admin.</param>
public sealed record UserRequest(string? Name, string? Role);
