using Offtrail.Anomalies;
using Offtrail.Rules;

namespace Offtrail.Pipeline;

/// <summary>What to detect.</summary>
public sealed record DetectOptions
{
    /// <summary>The rules to run, with their jobs.</summary>
    public required IReadOnlyList<RuleDefinition> Rules { get; init; }

    /// <summary>Jobs to run besides, without rules.</summary>
    public IReadOnlyList<JobDefinition> Jobs { get; init; } = [];

    /// <summary>What is known to be harmless. Default: nothing.</summary>
    public ExceptionList Exceptions { get; init; } = ExceptionList.Empty;

    /// <summary>Where new alerts are to go: each is noted for its sinks with the alert itself. Default: nowhere.</summary>
    public SinkList Sinks { get; init; } = SinkList.Empty;

    /// <summary>Alerts for buckets from here on only, microseconds since 1970 UTC; earlier ones are still learned. Default: all.</summary>
    public long FromMicros { get; init; } = long.MinValue;

    /// <summary>Events before this only, microseconds. Default: all.</summary>
    public long ToMicros { get; init; } = long.MaxValue;

    /// <summary>Least score instead of the rules' own, 0 to 100.</summary>
    public int? Threshold { get; init; }

    /// <summary>Whether alerts are raised while an account is still being learned. Default false.</summary>
    public bool IncludeLearning { get; init; }
}
