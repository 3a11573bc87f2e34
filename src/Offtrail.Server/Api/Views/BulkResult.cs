namespace Offtrail.Server;

/// <summary>What came of a change of several alerts.</summary>
/// <param name="Changed">How many are others now.</param>
public sealed record BulkResult(int Changed);
