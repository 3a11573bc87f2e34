using Offtrail.Events;

namespace Offtrail.Pipeline;

/// <summary>Bounds of ingestion.</summary>
public sealed record IngestOptions
{
    /// <summary>Objects read at the same time. Default: the machine's processors, at most 8. Results do not depend on it.</summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>Bytes of events that a thread gathers before it writes segments. Default 16 MiB, at least 1.</summary>
    public long BatchBytes { get; init; } = 16L << 20;

    /// <summary>How long a thread gathers at most, when objects come slowly. Default 30 s. Looked at whenever events come.</summary>
    public TimeSpan BatchTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What is added to events. Default: what needs no database.</summary>
    public Enricher Enricher { get; init; } = Enricher.Plain;

    /// <summary>Bounds of reading.</summary>
    public RecordReaderOptions Reader { get; init; } = new();
}
