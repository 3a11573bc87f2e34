namespace Offtrail.Pipeline;

/// <summary>Figures of a lake, from the manifest, the ledger and a look at the files: no segment is opened.</summary>
public sealed record LakeStatistics
{
    /// <summary>Events in the lake.</summary>
    public required long Events { get; init; }

    /// <summary>Segments.</summary>
    public required int Segments { get; init; }

    /// <summary>Size of the segments in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Accounts that have events.</summary>
    public required int Accounts { get; init; }

    /// <summary>Days that have events.</summary>
    public required int Days { get; init; }

    /// <summary>Time of the oldest event, microseconds since 1970 UTC; 0 when there is none.</summary>
    public required long FirstMicros { get; init; }

    /// <summary>Time of the newest.</summary>
    public required long LastMicros { get; init; }

    /// <summary>Objects read.</summary>
    public required long Objects { get; init; }

    /// <summary>Their size as delivered.</summary>
    public required long ObjectBytes { get; init; }

    /// <summary>Objects that the next run which meets them reads again: streams, and those that could not be read to their end.</summary>
    public required long Unfinished { get; init; }

    /// <summary>Records in quarantine.</summary>
    public required long Quarantined { get; init; }

    /// <summary>Databases of places and networks that events were enriched with, each with the day it was made.</summary>
    public required IReadOnlyList<string> Databases { get; init; }

    /// <summary>Events that retention dropped.</summary>
    public required long Pruned { get; init; }

    /// <summary>Events of damaged segments that are not back.</summary>
    public required long Missing { get; init; }

    /// <summary>Listed segments whose file is missing or has not its size.</summary>
    public required int DamagedFiles { get; init; }

    /// <summary>Segments that a compaction would merge.</summary>
    public required int Mergeable { get; init; }

    /// <summary>Reads the figures.</summary>
    public static LakeStatistics Of(DataFolder folder)
    {
        var segments = folder.State.Manifest.All();
        var (objects, objectBytes, quarantined, unfinished) = folder.State.Ledger.Totals();
        return new LakeStatistics
        {
            Events = segments.Sum(s => s.Rows),
            Segments = segments.Count,
            Bytes = segments.Sum(s => s.Bytes),
            Accounts = segments.Select(s => s.Account).Distinct(StringComparer.Ordinal).Count(),
            Days = segments.Select(s => s.Day).Distinct().Count(),
            FirstMicros = segments.Count > 0 ? segments.Min(s => s.FirstMicros) : 0,
            LastMicros = segments.Count > 0 ? segments.Max(s => s.LastMicros) : 0,
            Objects = objects,
            ObjectBytes = objectBytes,
            Unfinished = unfinished,
            Quarantined = quarantined,
            Databases = [.. folder.State.Enrichment.List().Select(d => d.Built.Length > 0 ? $"{d.Kind} of {d.Built}" : d.Kind)],
            Pruned = folder.State.Pruning.Rows,
            Missing = folder.State.Manifest.Damaged().Sum(d => d.Missing),
            DamagedFiles = segments.Count(s => DamageCheck.Look(folder, s) is not null),
            Mergeable = new Compaction(folder).Plan().Sum(g => g.Count),
        };
    }
}
