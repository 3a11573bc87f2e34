namespace Offtrail.Server;

/// <summary>A one-time link's token and a new password.</summary>
/// <param name="Token">The token.</param>
/// <param name="Password">The password, 12 characters or more.</param>
public sealed record LinkRequest(string? Token, string? Password);
