namespace Offtrail.Server;

/// <summary>Which incidents are to become one with another.</summary>
/// <param name="Incidents">Their ids.</param>
/// <param name="Note">What is to be said about it.</param>
public sealed record MergeRequest(IReadOnlyList<string>? Incidents, string? Note = null);
