namespace Offtrail.Pipeline;

/// <summary>How a service is doing. Times are microseconds since 1970 UTC, by the clock unless events' times are said.</summary>
public sealed record ServiceStatus
{
    /// <summary>When it was started.</summary>
    public required long StartedAt { get; init; }

    /// <summary>What it does now: starting, waiting, the name of a step (ingesting, detecting, …), stopped.</summary>
    public required string Doing { get; init; }

    /// <summary>Its sources.</summary>
    public IReadOnlyList<SourceStatus> Sources { get; init; } = [];

    /// <summary>Objects read since the start.</summary>
    public long Objects { get; init; }

    /// <summary>Bytes of content read since the start.</summary>
    public long ContentBytes { get; init; }

    /// <summary>Events stored since the start.</summary>
    public long Stored { get; init; }

    /// <summary>Events since the start that the lake had already.</summary>
    public long Duplicates { get; init; }

    /// <summary>Records since the start that went to the quarantine.</summary>
    public long Quarantined { get; init; }

    /// <summary>Events in the lake at the last detection.</summary>
    public long Events { get; init; }

    /// <summary>Time of the newest event at the last detection; 0 when there was none.</summary>
    public long NewestEvent { get; init; }

    /// <summary>Detections since the start.</summary>
    public long Detections { get; init; }

    /// <summary>When the last detection ended; null when there was none.</summary>
    public long? DetectedAt { get; init; }

    /// <summary>How long the last detection took.</summary>
    public TimeSpan DetectionTime { get; init; }

    /// <summary>Alerts raised since the start.</summary>
    public long Raised { get; init; }

    /// <summary>Alerts withdrawn since the start.</summary>
    public long Withdrawn { get; init; }

    /// <summary>How large the lake is.</summary>
    public LakeFigures Lake { get; init; } = new(0, 0, 0);

    /// <summary>What the sinks have not got, by sink.</summary>
    public IReadOnlyList<SinkQueue> Outbox { get; init; } = [];

    /// <summary>Whether events are in the lake that no detection has seen.</summary>
    public bool IsBehind { get; init; }

    /// <summary>What went wrong with the last step, and is tried again; null when nothing did.</summary>
    public string? Failure { get; init; }

    /// <summary>Which file of definitions is wrong, so that those before it go on; null when none is.</summary>
    public string? DefinitionFault { get; init; }

    /// <summary>What the last detection says that a person should know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
