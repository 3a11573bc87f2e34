namespace Offtrail.Server;

/// <summary>A time at which a job noted what it knew.</summary>
/// <param name="At">All buckets before it are learned, none after.</param>
/// <param name="MadeAt">When it was noted.</param>
/// <param name="Bytes">Size of what it noted.</param>
public sealed record SnapshotView(string At, string MadeAt, long Bytes);
