namespace Offtrail.Server;

/// <summary>Which alerts are to become an incident of their own.</summary>
/// <param name="Alerts">Their whole ids.</param>
/// <param name="Note">What is to be said about it.</param>
public sealed record SplitRequest(IReadOnlyList<string>? Alerts, string? Note = null);
