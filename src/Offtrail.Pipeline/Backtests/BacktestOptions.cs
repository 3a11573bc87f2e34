using Offtrail.Rules;

namespace Offtrail.Pipeline;

/// <summary>What to test on the past.</summary>
public sealed record BacktestOptions
{
    /// <summary>The rules, with their jobs.</summary>
    public required IReadOnlyList<RuleDefinition> Rules { get; init; }

    /// <summary>Scores at which alerts are counted, 1 to 100. Default: 10, 20, 25, 30, … 90.</summary>
    public IReadOnlyList<int> Thresholds { get; init; } = [10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90];

    /// <summary>Alerts from here on are counted, microseconds since 1970 UTC; what was before is learned from. Default: from the end of learning on.</summary>
    public long FromMicros { get; init; } = long.MinValue;

    /// <summary>Events before this only, microseconds. Default: all.</summary>
    public long ToMicros { get; init; } = long.MaxValue;

    /// <summary>Attacks that are known to be in the lake; null when none are known.</summary>
    public AttackLabels? Labels { get; init; }
}
