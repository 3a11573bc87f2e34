namespace Offtrail.Anomalies;

/// <summary>What a model knew before the bucket that it judged.</summary>
/// <param name="ActiveBuckets">Active buckets of the scope seen.</param>
/// <param name="Days">Days from the first active bucket of the scope to this one.</param>
public abstract record AnomalyHistory(long ActiveBuckets, double Days);
