namespace Offtrail.State;

/// <summary>A detection: when the program looked, how far the events went, and what came of it.</summary>
public sealed record DetectionRun
{
    /// <summary>When it began, by the clock, microseconds since 1970 UTC.</summary>
    public required long At { get; init; }

    /// <summary>How many rules ran.</summary>
    public required int Rules { get; init; }

    /// <summary>Events in the lake.</summary>
    public required long Events { get; init; }

    /// <summary>Time of the newest event, microseconds.</summary>
    public required long Newest { get; init; }

    /// <summary>How much longer than the longest look-back of a rule the events went on since the detection before: runs that were missed, and made up now. Microseconds; 0 for none.</summary>
    public required long CaughtUp { get; init; }

    /// <summary>Anomaly records of the jobs.</summary>
    public required long Anomalies { get; init; }

    /// <summary>Alerts that were new.</summary>
    public required long Raised { get; init; }

    /// <summary>Alerts that had been raised before.</summary>
    public required long RaisedBefore { get; init; }

    /// <summary>Alerts that exceptions held back.</summary>
    public required long Excepted { get; init; }

    /// <summary>Alerts that were folded into others.</summary>
    public required long Suppressed { get; init; }

    /// <summary>Alerts that were taken back.</summary>
    public required long Withdrawn { get; init; }

    /// <summary>How long it took, microseconds.</summary>
    public required long Duration { get; init; }

    /// <summary>What a person should know, as sentences.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
