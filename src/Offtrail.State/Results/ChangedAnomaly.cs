namespace Offtrail.State;

/// <summary>A record of a finished bucket that says something else since events came late, or since the job was changed.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Scope">The account.</param>
/// <param name="Bucket">Start of the bucket, microseconds since 1970 UTC.</param>
/// <param name="Detector">The detector, as people write it.</param>
/// <param name="Partition">The partition; empty when there is none.</param>
/// <param name="ByValue">The unusual value.</param>
/// <param name="Was">Its score before, 0 to 100.</param>
/// <param name="Now">Its score since; null when it is no anomaly any more.</param>
/// <param name="At">When that was found, microseconds.</param>
public sealed record ChangedAnomaly(string JobId, string Scope, long Bucket, string Detector, string Partition, string ByValue, double Was, double? Now, long At);
