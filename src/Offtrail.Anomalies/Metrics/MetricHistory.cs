namespace Offtrail.Anomalies;

/// <summary>What a metric model knew before a bucket.</summary>
/// <param name="Buckets">Buckets learned.</param>
/// <param name="Days">Days from the first of them to this one.</param>
/// <param name="Profile">What the expectation depended on.</param>
internal sealed record MetricHistory(long Buckets, double Days, MetricProfile Profile);
