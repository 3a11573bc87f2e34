namespace Offtrail.Anomalies;

/// <summary>What is known of a value, a partition, or a value's number in a partition. What a function has no use for is null.</summary>
/// <param name="Partition">The partition, member or entity; null without one.</param>
/// <param name="Value">The value; null when it is the partition that is known.</param>
/// <param name="Buckets">Active buckets in which it was.</param>
public sealed record KnownItem(string? Partition, string? Value, long Buckets)
{
    /// <summary>Share of the active buckets that held the value, aged.</summary>
    public double? Share { get; init; }

    /// <summary>Start of the last bucket that held it, microseconds since 1970 UTC.</summary>
    public long? LastSeen { get; init; }

    /// <summary>How many values a partition has.</summary>
    public long? Values { get; init; }

    /// <summary>Chance that its next active bucket has something new.</summary>
    public double? NewRate { get; init; }

    /// <summary>The usual number at this time.</summary>
    public double? Typical { get; init; }

    /// <summary>The least number above the usual that scores 50; null when none does.</summary>
    public double? NumberFor50 { get; init; }

    /// <summary>The same for 75.</summary>
    public double? NumberFor75 { get; init; }

    /// <summary>The time at which it is busiest, as text.</summary>
    public string? Busiest { get; init; }

    /// <summary>What it would score: the value if it came now, something new to the partition that nobody else has, activity at the most unusual time.</summary>
    public double? Score { get; init; }
}
