namespace Offtrail.Events;

/// <summary>Bounds of reading. All memory of a reader follows from them.</summary>
public sealed record RecordReaderOptions
{
    /// <summary>Bytes that one document may have. Default 16 MiB (CloudTrail itself cuts at 256 KiB; envelopes are larger). At least 64 KiB.</summary>
    public int MaxDocumentBytes { get; init; } = 16 << 20;

    /// <summary>Bytes that the quarantine keeps of one rejected piece; the rest is only counted. Default 256 KiB.</summary>
    public int MaxQuarantinedBytes { get; init; } = 256 << 10;

    /// <summary>Size of the buffer at the start, in bytes. Default 256 KiB; it grows to fit a document, up to <see cref="MaxDocumentBytes"/>.</summary>
    public int BufferBytes { get; init; } = 256 << 10;
}
