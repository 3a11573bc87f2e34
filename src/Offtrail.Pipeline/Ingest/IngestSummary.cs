using Offtrail.Sources;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>What an ingestion did.</summary>
public sealed record IngestSummary
{
    /// <summary>Objects read.</summary>
    public required long Objects { get; init; }

    /// <summary>Objects that had been read before and were left out.</summary>
    public required long Known { get; init; }

    /// <summary>Objects that could not be read to their end.</summary>
    public required long Damaged { get; init; }

    /// <summary>Bytes of the objects as delivered.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes of their content.</summary>
    public required long ContentBytes { get; init; }

    /// <summary>Events put into the lake.</summary>
    public required long Stored { get; init; }

    /// <summary>Events that the lake had already.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Records that could not be taken as events.</summary>
    public required long Quarantined { get; init; }

    /// <summary>Digest files.</summary>
    public required long Digests { get; init; }

    /// <summary>Insights events.</summary>
    public required long Insights { get; init; }

    /// <summary>Documents and files without any sign of CloudTrail.</summary>
    public required long NotCloudTrail { get; init; }

    /// <summary>Values that were longer than a column and were cut there.</summary>
    public required long CutValues { get; init; }

    /// <summary>Places where no objects could be looked for.</summary>
    public required IReadOnlyList<SourceProblem> Problems { get; init; }

    /// <summary>The first entries that went to the quarantine, to ten.</summary>
    public required IReadOnlyList<QuarantineEntry> FirstQuarantined { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Records read: stored, duplicates and quarantined together.</summary>
    public long Records => Stored + Duplicates + Quarantined;

    /// <summary>Whether anything that was delivered is not in the lake.</summary>
    public bool LostAnything => Quarantined > 0 || Damaged > 0 || Problems.Any(p => p.IsLoss);
}
