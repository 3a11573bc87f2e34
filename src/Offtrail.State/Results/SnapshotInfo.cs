namespace Offtrail.State;

/// <summary>That a job noted what it knew.</summary>
/// <param name="JobId">The job.</param>
/// <param name="At">The time up to which it knew everything, microseconds since 1970 UTC.</param>
/// <param name="MadeAt">When it was noted, microseconds.</param>
/// <param name="Bytes">Size of all states.</param>
public sealed record SnapshotInfo(string JobId, long At, long MadeAt, long Bytes);
