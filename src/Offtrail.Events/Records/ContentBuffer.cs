namespace Offtrail.Events;

/// <summary>
/// A window on a stream: bytes from <see cref="Position"/> on, refilled on demand, with the place in the whole content.
/// It grows to the longest document allowed and never further, so that a stream of any length passes through it.
/// </summary>
internal sealed class ContentBuffer(RecordReaderOptions options)
{
    private readonly int _least = Math.Min(options.BufferBytes, options.MaxDocumentBytes);
    private byte[] _buffer = new byte[Math.Min(options.BufferBytes, options.MaxDocumentBytes)];
    private Stream _stream = Stream.Null;
    private CancellationToken _cancellation;
    private int _end;

    public byte[] Buffer => _buffer;

    public int Position { get; private set; }

    public int Available => _end - Position;

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(Position, Available);

    public byte Current => _buffer[Position];

    /// <summary>Whether the stream has given all that it has: nothing follows what is available.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>What the stream said when it failed; null if it did not.</summary>
    public string? Failure { get; private set; }

    public bool StreamFailed { get; private set; }

    /// <summary>Line of the position, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Offset of the position in the content, in bytes.</summary>
    public long Offset { get; private set; }

    public long TotalRead { get; private set; }

    public void Begin(Stream stream, CancellationToken cancellationToken)
    {
        _stream = stream;
        _cancellation = cancellationToken;
        (Position, _end, AtEnd, Failure, StreamFailed, Line, Offset, TotalRead) = (0, 0, false, null, false, 1, 0, 0);
    }

    /// <summary>Lets go of the stream and of memory that only a huge document needed.</summary>
    public void End()
    {
        _stream = Stream.Null;
        if (_buffer.Length > _least * 4) _buffer = new byte[_least];
    }

    /// <summary>Reads more behind what is available. False when there is no more, or no room for it.</summary>
    public bool TryFill()
    {
        if (AtEnd) return false;
        if (Position > 0)
        {
            Span.CopyTo(_buffer);
            (_end, Position) = (Available, 0);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= options.MaxDocumentBytes) return false;
            Array.Resize(ref _buffer, (int)Math.Min(options.MaxDocumentBytes, _buffer.Length * 2L));
        }

        _cancellation.ThrowIfCancellationRequested();
        var read = ReadStream();
        AtEnd = read == 0;
        _end += read;
        TotalRead += read;
        return read > 0;
    }

    public void Advance(int count)
    {
        Line += _buffer.AsSpan(Position, count).Count((byte)'\n');
        Position += count;
        Offset += count;
    }

    public void SkipByteOrderMark()
    {
        while (Available < 3 && TryFill()) { }
        if (Span.StartsWith("\uFEFF"u8)) Advance(3);
    }

    /// <summary>Goes to the next byte that is not white space. False at the end of the content.</summary>
    public bool SkipBlanks()
    {
        while (true)
        {
            var at = Span.IndexOfAnyExcept(" \t\r\n"u8);
            if (at >= 0)
            {
                if (at > 0) Advance(at);
                return true;
            }

            Advance(Available);
            if (!TryFill() && Available == 0) return false;
        }
    }

    /// <summary>Whether the beginning, to 64 KiB, names members that only CloudTrail has.</summary>
    public bool HasSignsOfCloudTrail()
    {
        while (Available < 64 << 10 && TryFill()) { }
        return HasSignsOfCloudTrail(Span[..Math.Min(Available, 64 << 10)]);
    }

    public static bool HasSignsOfCloudTrail(ReadOnlySpan<byte> text) =>
        text.IndexOf("\"eventSource\""u8) >= 0 || text.IndexOf("\"eventName\""u8) >= 0 || text.IndexOf("aws.cloudtrail."u8) >= 0
        || text.IndexOf("\"eventSource\\\""u8) >= 0 || text.IndexOf("\"cloudtrail\":"u8) >= 0; // as text inside a text; as Elasticsearch nests it

    /// <summary>Whether the content begins as gzip or zip does.</summary>
    public bool IsCompressed()
    {
        while (Available < 4 && TryFill()) { }
        return Span.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) || Span.StartsWith("PK\u0003\u0004"u8);
    }

    /// <summary>Goes behind a stretch, keeping a copy of its first bytes.</summary>
    public (ReadOnlyMemory<byte> Kept, long Length) Take(Stretch stretch, int keep)
    {
        if (stretch.Find is not { } find)
        {
            var copy = Span[..Math.Min(stretch.Length, keep)].ToArray();
            Advance(stretch.Length);
            return (copy, stretch.Length);
        }

        var kept = new MemoryStream();
        long total = 0;
        while (true)
        {
            var end = find(Span);
            var pass = end >= 0 ? end : AtEnd ? Available : Math.Max(0, Available - stretch.Overlap);
            kept.Write(Span[..(int)Math.Min(pass, keep - kept.Length)]);
            total += pass;
            Advance(pass);
            if (end >= 0 || (!TryFill() && AtEnd && Available == 0)) return (kept.ToArray(), total);
        }
    }

    private int ReadStream()
    {
        try
        {
            return _stream.Read(_buffer, _end, _buffer.Length - _end);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Failure = e.Message;
            StreamFailed = e is not InvalidDataException;
            return 0;
        }
    }
}
