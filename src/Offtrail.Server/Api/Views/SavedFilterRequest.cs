namespace Offtrail.Server;

/// <summary>What a saved filter is to ask for.</summary>
/// <param name="Query">Parameters of the list of alerts, and the page's sort.</param>
public sealed record SavedFilterRequest(string? Query);
