namespace Offtrail.State;

/// <summary>Which anomaly records swim lanes are made of.</summary>
public sealed record LaneFilter
{
    /// <summary>Of these jobs; empty for all.</summary>
    public IReadOnlyList<string> JobIds { get; init; } = [];

    /// <summary>Of buckets that begin from this time on, microseconds since 1970 UTC.</summary>
    public required long FromMicros { get; init; }

    /// <summary>Of buckets that begin before this time, microseconds.</summary>
    public required long ToMicros { get; init; }

    /// <summary>Only those that may be put down to this; null for all.</summary>
    public Influencer? Of { get; init; }

    /// <summary>Least score, 0 to 100.</summary>
    public double LeastScore { get; init; }
}
