namespace Offtrail.Server;

/// <summary>An alert that is not delivered.</summary>
/// <param name="Sink">Where to.</param>
/// <param name="AlertId">The alert.</param>
/// <param name="State">waiting or failed.</param>
/// <param name="Since">Since when.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="NextAttemptAt">When it is tried next; null when it failed for good.</param>
/// <param name="Error">Why.</param>
public sealed record OutboxView(string Sink, string AlertId, string State, string Since, int Attempts, string? NextAttemptAt, string? Error);
