namespace Offtrail.Pipeline;

/// <summary>How a service goes about its work.</summary>
public sealed record LiveOptions
{
    /// <summary>How to read. Default: all processors.</summary>
    public IngestOptions Ingest { get; init; } = new();

    /// <summary>How long at most from one detection to the next, also when no event came: exceptions expire, definitions change. Default 15 min, from 1 min to 1 d.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How often the small segments of each day are merged. Default 1 h, from 1 min to 7 d.</summary>
    public TimeSpan CompactEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>From how many segments of a day on they are merged at once. Default 64, at least 2.</summary>
    public int MostSegmentsADay { get; init; } = 64;

    /// <summary>How long events stay in the lake, by their day. Default: null, for ever. At least 1 d.</summary>
    public TimeSpan? Keep { get; init; }

    /// <summary>Objects of one step. Default 5,000, at least 1: what lies behind them waits for the next.</summary>
    public int MostObjectsAStep { get; init; } = 5_000;
}
