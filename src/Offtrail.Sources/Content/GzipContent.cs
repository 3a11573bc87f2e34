using System.IO.Compression;

namespace Offtrail.Sources;

/// <summary>
/// Decompressed gzip, one member or many, that notices when the data breaks off. .NET's GZipStream takes a truncated
/// file for a complete one. So a small member of our own is appended to the compressed bytes: only if all before it is
/// complete does exactly its text come out behind the content.
/// </summary>
/// <remarks>
/// What the decompressor makes of a broken end together with the appended bytes is invented: it looks like content and is
/// none. The decompressor asks for bytes only when it has given out all that came before them, so whatever it gives from
/// the call on in which it got the first appended byte is either the mark or nothing that may be shown to anybody.
/// </remarks>
internal sealed class GzipContent : Stream
{
    private static readonly byte[] s_mark = "\u0003offtrail-end\u0003"u8.ToArray();
    private static readonly byte[] s_markMember = Compress(s_mark);

    private readonly ReadAhead _compressed;
    private readonly GZipStream _gzip;
    private readonly byte[] _spare = new byte[256];
    private long _given;
    private int _spareRead;
    private int _spareLength;
    private bool _ended;

    public GzipContent(ReadAhead compressed)
    {
        _compressed = compressed;
        compressed.Append(s_markMember);
        _gzip = new GZipStream(compressed, CompressionMode.Decompress, leaveOpen: true);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <exception cref="InvalidDataException">The data is damaged or breaks off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_ended) return 0;
        if (buffer.Length < _spare.Length || _spareRead < _spareLength) return ReadLittle(buffer);
        var read = ReadGzip(buffer);
        if (!_compressed.AppendedWasRead)
        {
            _given += read;
            return read > 0 ? read : throw Broken();
        }

        _ended = true;
        var total = read;
        while (total < s_mark.Length && read > 0) total += read = ReadGzip(buffer[total..]);
        return buffer[..total].SequenceEqual(s_mark) && ReadGzip(buffer) == 0 ? 0 : throw Broken();
    }

    /// <summary>A reader with little room left is served from a buffer of our own.</summary>
    private int ReadLittle(Span<byte> buffer)
    {
        if (_spareRead == _spareLength)
        {
            (_spareRead, _spareLength) = (0, 0);
            _spareLength = Read(_spare);
        }

        var count = Math.Min(buffer.Length, _spareLength - _spareRead);
        _spare.AsSpan(_spareRead, count).CopyTo(buffer);
        _spareRead += count;
        return count;
    }

    private int ReadGzip(Span<byte> buffer)
    {
        try
        {
            return _gzip.Read(buffer);
        }
        catch (InvalidDataException)
        {
            return 0; // told by the missing mark
        }
    }

    private InvalidDataException Broken() =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the gzip data is damaged or breaks off after {_given:N0} bytes of content"));

    private static byte[] Compress(byte[] content)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest)) gzip.Write(content);
        return compressed.ToArray();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _gzip.Dispose();
        base.Dispose(disposing);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
