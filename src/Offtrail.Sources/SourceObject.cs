namespace Offtrail.Sources;

/// <summary>One delivered file: the unit of ingestion.</summary>
/// <param name="Key">What names it for good: the full path; "-" for standard input.</param>
/// <param name="Size">Its size in bytes as delivered; 0 when it can't be known before reading.</param>
/// <param name="Version">What changes when its content does; null when every run must read it (a stream).</param>
/// <param name="Open">Opens its bytes; the caller disposes them.</param>
public sealed record SourceObject(string Key, long Size, string? Version, Func<Stream> Open)
{
    /// <summary>Begins to fetch its bytes, so that several objects' ways are gone at the same time; null where that gains nothing. <see cref="Open"/> waits for them then.</summary>
    public Action? Prepare { get; init; }
}
