namespace Offtrail.State;

/// <summary>Which anomaly record one is.</summary>
/// <param name="Bucket">Begin of the bucket, microseconds since 1970 UTC.</param>
/// <param name="JobId">The job.</param>
/// <param name="Scope">Whose history judges.</param>
/// <param name="Detector">The detector.</param>
/// <param name="Partition">The partition; empty for none.</param>
/// <param name="ByValue">The value.</param>
public sealed record AnomalyPlace(long Bucket, string JobId, string Scope, string Detector, string Partition, string ByValue);

/// <summary>An anomaly record that was found.</summary>
/// <param name="Place">Which it is.</param>
/// <param name="Document">The record as JSON.</param>
/// <param name="IsFinal">Whether its bucket was finished; else more events may come.</param>
public sealed record FoundAnomaly(AnomalyPlace Place, string Document, bool IsFinal);
