namespace Offtrail.Pipeline;

/// <summary>What became of the alerts that were due for one sink.</summary>
/// <param name="Sink">The sink's id.</param>
public sealed record LaneResult(string Sink)
{
    /// <summary>How many were delivered now.</summary>
    public int Delivered { get; init; }

    /// <summary>How many failed for good now.</summary>
    public int Failed { get; init; }

    /// <summary>How many wait still.</summary>
    public long Waiting { get; init; }

    /// <summary>When the next is tried, microseconds since 1970 UTC; null when none waits.</summary>
    public long? NextAt { get; init; }

    /// <summary>Why the last that failed did, now or before; null when none did.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the time that there was ran out.</summary>
    public bool Cut { get; init; }
}
