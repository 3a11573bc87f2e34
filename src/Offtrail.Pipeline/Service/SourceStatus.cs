namespace Offtrail.Pipeline;

/// <summary>How a source of a service is doing. Times are microseconds since 1970 UTC.</summary>
/// <param name="Id">What the configuration calls it.</param>
public sealed record SourceStatus(string Id)
{
    /// <summary>Objects that came from it since the start.</summary>
    public long Objects { get; init; }

    /// <summary>Their bytes as delivered.</summary>
    public long Bytes { get; init; }

    /// <summary>Objects that came and wait to be read.</summary>
    public long Waiting { get; init; }

    /// <summary>What it gave up on, which is in the quarantine.</summary>
    public long Undeliverable { get; init; }

    /// <summary>When objects last came; null when none did.</summary>
    public long? LastArrival { get; init; }

    /// <summary>When it was last looked at without a problem; null when it never was.</summary>
    public long? LastLook { get; init; }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Problem { get; init; }
}
