namespace Offtrail.Server;

/// <summary>Name and password.</summary>
/// <param name="Name">The name.</param>
/// <param name="Password">The password.</param>
public sealed record SignInRequest(string? Name, string? Password);
