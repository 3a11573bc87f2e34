namespace Offtrail.Pipeline;

/// <summary>How large a lake is, from its manifest.</summary>
/// <param name="Events">Events.</param>
/// <param name="Segments">Segments.</param>
/// <param name="Bytes">Size of the segments in bytes.</param>
public sealed record LakeFigures(long Events, long Segments, long Bytes);
