using Offtrail.Lake;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>What a detection found.</summary>
public sealed record DetectSummary
{
    /// <summary>The lake that it looked at.</summary>
    public required LakeOverview Lake { get; init; }

    /// <summary>Alerts that were raised now, in the order of the runs that raised them.</summary>
    public required IReadOnlyList<StoredAlert> Raised { get; init; }

    /// <summary>Alerts of these rules and this stretch that had been raised before.</summary>
    public required long RaisedBefore { get; init; }

    /// <summary>Of those withdrawn, alerts that a changed definition or tuning of their job took back, and not events that came later.</summary>
    public required long WithdrawnByChange { get; init; }

    /// <summary>Alerts that were taken back.</summary>
    public required long Withdrawn { get; init; }

    /// <summary>Alerts that exceptions hold back now.</summary>
    public required long Excepted { get; init; }

    /// <summary>Alerts that are folded into others like them now.</summary>
    public required long Suppressed { get; init; }

    /// <summary>Anomaly records of all scores.</summary>
    public required long Anomalies { get; init; }

    /// <summary>How far the events went on since the detection before, if that is longer than any rule looks back: all runs of that time were made up. Zero if not.</summary>
    public required TimeSpan CaughtUp { get; init; }

    /// <summary>What a person should know, as sentences.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }
}
