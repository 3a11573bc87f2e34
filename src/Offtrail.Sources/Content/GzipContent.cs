using System.IO.Compression;

namespace Offtrail.Sources;

/// <summary>
/// Decompressed gzip, one member or many, that notices when the data breaks off. .NET's GZipStream takes a truncated
/// file for a complete one. So a small member of our own is appended to the compressed bytes: only if all before it is
/// complete does its text come out at the end, where it is taken off again.
/// </summary>
internal sealed class GzipContent : Stream
{
    private static readonly byte[] s_mark = "\u0003offtrail-end\u0003"u8.ToArray();
    private static readonly byte[] s_markMember = Compress(s_mark);

    private readonly GZipStream _gzip;
    private readonly byte[] _held = new byte[s_mark.Length]; // the last bytes read, which may be the mark
    private int _heldLength;
    private readonly byte[] _spare = new byte[256];
    private long _given;
    private int _spareRead;
    private int _spareLength;

    public GzipContent(ReadAhead compressed)
    {
        compressed.Append(s_markMember);
        _gzip = new GZipStream(compressed, CompressionMode.Decompress, leaveOpen: true);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <exception cref="InvalidDataException">The data is damaged or breaks off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length <= s_mark.Length * 2 || _spareRead < _spareLength) return ReadLittle(buffer);
        while (true)
        {
            _held.AsSpan(0, _heldLength).CopyTo(buffer);
            var read = ReadGzip(buffer[_heldLength..]);
            if (read == 0) return End();
            var total = _heldLength + read;
            _heldLength = Math.Min(total, s_mark.Length);
            buffer[(total - _heldLength)..total].CopyTo(_held);
            if (total > _heldLength)
            {
                _given += total - _heldLength;
                return total - _heldLength;
            }
        }
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

    /// <summary>At the end of what could be decompressed: the mark is taken off; when it is missing, what was held for it is content, and then the data is broken.</summary>
    private int End()
    {
        if (_held.AsSpan(0, _heldLength).SequenceEqual(s_mark)) return 0;
        if (_heldLength == 0) throw Broken();
        var rest = _heldLength; // already copied to the front of the reader's buffer
        (_heldLength, _given) = (0, _given + rest);
        return rest;
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
