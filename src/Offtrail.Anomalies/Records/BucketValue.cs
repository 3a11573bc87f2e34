namespace Offtrail.Anomalies;

/// <summary>What a datafeed gives: one value of the by field in one bucket of one partition of one scope.</summary>
/// <param name="Scope">The account, or <see cref="Everywhere"/>.</param>
/// <param name="Bucket">Start of the bucket, in microseconds since 1970 UTC.</param>
/// <param name="Value">The value; empty for the events of a partition that have none, which show that it is active.</param>
/// <param name="Count">Events with the value in the bucket.</param>
/// <param name="First">Time of the first of them, in microseconds.</param>
/// <param name="Last">Time of the last of them, in microseconds.</param>
public readonly record struct BucketValue(string Scope, long Bucket, string Value, long Count, long First, long Last)
{
    /// <summary>The scope of a job over all accounts.</summary>
    public const string Everywhere = "*";

    /// <summary>The partition, or the member of the population; empty when the detector has neither.</summary>
    public string Partition { get; init; } = "";

    /// <summary>The number of the bucket, for functions of numbers.</summary>
    public double Number { get; init; }
}
