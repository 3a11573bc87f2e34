namespace Offtrail.Server;

/// <summary>A change of several alerts.</summary>
/// <param name="Ids">The alerts, up to 1,000.</param>
/// <param name="Change">The change.</param>
public sealed record BulkRequest(IReadOnlyList<string>? Ids, AlertChangeRequest? Change);
