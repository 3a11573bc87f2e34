namespace Offtrail.Server;

/// <summary>How many alerts there are.</summary>
/// <param name="Open">Open ones.</param>
/// <param name="Acknowledged">Acknowledged ones.</param>
/// <param name="Closed">Closed ones.</param>
public sealed record AlertCounts(long Open, long Acknowledged, long Closed);
