namespace Offtrail.Server;

/// <summary>How many events have these values.</summary>
/// <param name="Events">How many.</param>
/// <param name="Values">In the order of group_by; null for none.</param>
public sealed record EventCounts(long Events, IReadOnlyList<string?> Values);
