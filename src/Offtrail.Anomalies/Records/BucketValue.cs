namespace Offtrail.Anomalies;

/// <summary>What a datafeed gives: one value of the by field in one bucket of one scope.</summary>
/// <param name="Scope">The account.</param>
/// <param name="Bucket">Start of the bucket, in microseconds since 1970 UTC.</param>
/// <param name="Value">The value.</param>
/// <param name="Count">Events with the value in the bucket.</param>
/// <param name="First">Time of the first of them, in microseconds.</param>
/// <param name="Last">Time of the last of them, in microseconds.</param>
public readonly record struct BucketValue(string Scope, long Bucket, string Value, long Count, long First, long Last);
