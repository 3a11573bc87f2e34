using Offtrail.Lake;

namespace Offtrail.Pipeline;

/// <summary>What a compaction did.</summary>
/// <param name="Before">Segments that were merged.</param>
/// <param name="After">Segments that took their place.</param>
/// <param name="BytesBefore">Size of those that were merged.</param>
/// <param name="BytesAfter">Size of those that took their place.</param>
/// <param name="Damaged">Segments that were left as they are because they are damaged, each with what is wrong.</param>
public sealed record CompactionSummary(int Before, int After, long BytesBefore, long BytesAfter, IReadOnlyList<(Segment Segment, string Reason)> Damaged);
