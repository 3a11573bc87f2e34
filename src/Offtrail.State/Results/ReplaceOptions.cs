namespace Offtrail.State;

/// <summary>Which records a job's run replaces.</summary>
public sealed record ReplaceOptions
{
    /// <summary>From where on the job was run, microseconds since 1970 UTC. Default: the beginning.</summary>
    public long FromMicros { get; init; } = long.MinValue;

    /// <summary>Earlier records stand as they are. Default: none.</summary>
    public long StandsBefore { get; init; } = long.MinValue;

    /// <summary>Buckets that begin here or before are finished. Default: none.</summary>
    public long FinalMicros { get; init; } = long.MinValue;

    /// <summary>Changes of records from this score on are noted, 0 to 100. Default 25: what turns up once a day.</summary>
    public double LeastScoreOfChange { get; init; } = 25;

    /// <summary>The time of the run.</summary>
    public long AtMicros { get; init; }
}
