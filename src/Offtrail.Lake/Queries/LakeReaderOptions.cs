namespace Offtrail.Lake;

/// <summary>Bounds of the query engine.</summary>
public sealed record LakeReaderOptions
{
    /// <summary>Threads of a query. Default: the machine's processors.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Memory of the engine in bytes; what does not fit goes to the temporary folder. Default 128 MiB, at least 64 MiB.</summary>
    public long MemoryBytes { get; init; } = 128L << 20;

    /// <summary>Whether what the ends of the segments say of their columns is kept for the next query: for one that asks often. Default: no.</summary>
    public bool KeepFooters { get; init; }

    /// <summary>Where the engine puts what does not fit.</summary>
    public required string TempFolder { get; init; }
}
