namespace Offtrail.State;

/// <summary>An alert on its way to a sink. Times are microseconds since 1970 UTC.</summary>
/// <param name="Id">Its number: the order in which alerts were raised.</param>
/// <param name="Sink">The sink's id.</param>
/// <param name="AlertId">The alert.</param>
/// <param name="State">How far it is.</param>
/// <param name="EnqueuedAt">Since when it is to be sent.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="FirstAttempt">When it was tried first; null when it was not.</param>
/// <param name="NextAttempt">From when on it is tried again.</param>
/// <param name="Error">Why the last attempt failed; null when none did.</param>
public sealed record OutboxEntry(long Id, string Sink, string AlertId, OutboxState State, long EnqueuedAt, int Attempts, long? FirstAttempt, long NextAttempt, string? Error);
