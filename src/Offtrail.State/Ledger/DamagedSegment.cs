using Offtrail.Lake;

namespace Offtrail.State;

/// <summary>A segment that can't be read any more.</summary>
/// <param name="Segment">The segment as the manifest had it.</param>
/// <param name="Reason">What is wrong with its file.</param>
/// <param name="Missing">How many of its events are not back in the lake.</param>
public sealed record DamagedSegment(Segment Segment, string Reason, long Missing);
