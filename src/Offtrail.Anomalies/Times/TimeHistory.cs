namespace Offtrail.Anomalies;

/// <summary>What a time model knew before a bucket.</summary>
/// <param name="Buckets">Active buckets learned.</param>
/// <param name="Days">Days from the first of them to this one.</param>
internal sealed record TimeHistory(long Buckets, double Days);
