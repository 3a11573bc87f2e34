namespace Offtrail.Server;

/// <summary>A one-time link's token. It is shown once.</summary>
/// <param name="Name">The user.</param>
/// <param name="Token">For the page /welcome?token=…, or POST /api/v1/session/link.</param>
public sealed record LinkView(string Name, string Token);
