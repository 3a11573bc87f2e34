namespace Offtrail.Server;

/// <summary>A key to be made.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Role">viewer, analyst or admin.</param>
/// <param name="Scopes">Some of read, work, define, administer; none for all that the role has.</param>
/// <param name="ExpiresIn">How long it is good, such as 90d; left out for ever.</param>
public sealed record KeyRequest(string? Name, string? Role, IReadOnlyList<string>? Scopes = null, string? ExpiresIn = null);
