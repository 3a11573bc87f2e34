namespace Offtrail.State;

/// <summary>Which anomaly records are asked for.</summary>
public sealed record AnomalyFilter
{
    /// <summary>Of one of these jobs; empty for all.</summary>
    public IReadOnlyList<string> JobIds { get; init; } = [];

    /// <summary>Of buckets that begin from this time on, microseconds since 1970 UTC.</summary>
    public long FromMicros { get; init; } = long.MinValue;

    /// <summary>Of buckets that begin before this time, microseconds.</summary>
    public long ToMicros { get; init; } = long.MaxValue;

    /// <summary>That may be put down to all of these. Empty for all.</summary>
    public IReadOnlyList<Influencer> Influencers { get; init; } = [];

    /// <summary>Least score, 0 to 100.</summary>
    public double LeastScore { get; init; }

    /// <summary>Those that come behind this one; null for all.</summary>
    public AnomalyPlace? Behind { get; init; }

    /// <summary>So many at most.</summary>
    public required int Limit { get; init; }
}
