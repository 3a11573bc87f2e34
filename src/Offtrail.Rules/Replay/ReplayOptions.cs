namespace Offtrail.Rules;

/// <summary>Which part of the records a replay takes.</summary>
public sealed record ReplayOptions
{
    /// <summary>Records with an event from here on, microseconds since 1970 UTC. Default: all.</summary>
    public long FromMicros { get; init; } = long.MinValue;

    /// <summary>Buckets before this, microseconds. Default: all.</summary>
    public long ToMicros { get; init; } = long.MaxValue;

    /// <summary>Least score instead of the rule's own, 0 to 100.</summary>
    public int? Threshold { get; init; }

    /// <summary>Whether records of a scope that is still learning raise alerts. Default false.</summary>
    public bool IncludeLearning { get; init; }
}
