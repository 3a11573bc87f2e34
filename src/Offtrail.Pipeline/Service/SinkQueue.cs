namespace Offtrail.Pipeline;

/// <summary>Alerts in the outbox that a sink has not got.</summary>
/// <param name="Sink">The sink's id.</param>
/// <param name="Waiting">Those that are tried, or tried again.</param>
/// <param name="Failed">Those that failed for good.</param>
public sealed record SinkQueue(string Sink, long Waiting, long Failed);
