namespace Offtrail.Lake;

/// <summary>A segment just written, and how many of its events each object of the batch gave it.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Objects">Rows by the number that the object has in the batch; no object twice.</param>
public sealed record WrittenSegment(Segment Segment, IReadOnlyList<(int Object, int Rows)> Objects);
