namespace Offtrail.Server;

/// <summary>The events of a stretch of time.</summary>
/// <param name="At">Its begin.</param>
/// <param name="Events">How many events.</param>
/// <param name="Failures">How many of them failed.</param>
public sealed record EventBar(string At, long Events, long Failures);
