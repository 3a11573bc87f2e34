namespace Offtrail.Server;

/// <summary>A record of a finished bucket that late events made another.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Detector">The detector.</param>
/// <param name="Scope">Whose history judges.</param>
/// <param name="Timestamp">Begin of the bucket.</param>
/// <param name="Partition">The partition.</param>
/// <param name="By">The value.</param>
/// <param name="Was">The score that was.</param>
/// <param name="Now">The score since; null for no anomaly any more.</param>
/// <param name="ChangedAt">When.</param>
public sealed record AnomalyChangeView(string JobId, string Detector, string Scope, string Timestamp, string? Partition, string By, double Was, double? Now, string ChangedAt);
