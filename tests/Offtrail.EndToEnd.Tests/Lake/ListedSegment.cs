namespace Offtrail.EndToEnd.Tests.Lake;

/// <summary>A segment as the manifest lists it.</summary>
/// <param name="Path">Its path below the lake.</param>
/// <param name="Rows">Its events.</param>
/// <param name="Bytes">The size of its file.</param>
/// <param name="ObjectRows">The events that its objects gave it, together.</param>
/// <param name="Damage">Why it was set apart; null when it was not.</param>
internal sealed record ListedSegment(string Path, long Rows, long Bytes, long ObjectRows, string? Damage);
