namespace Offtrail.Server;

/// <summary>Who one is.</summary>
/// <param name="Name">The user, or the key.</param>
/// <param name="Role">viewer, analyst or admin.</param>
/// <param name="Permissions">read, work, define, administer.</param>
public sealed record SessionView(string Name, string Role, IReadOnlyList<string> Permissions);
