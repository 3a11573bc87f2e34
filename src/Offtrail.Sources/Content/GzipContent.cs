using System.IO.Compression;

namespace Offtrail.Sources;

/// <summary>
/// Decompressed gzip, one member or many, that notices when the data breaks off. .NET's GZipStream takes a truncated
/// file for a complete one. So a small member of our own is appended to the compressed bytes: only if all before it is
/// complete does exactly its text come out behind the content. Zero bytes behind a complete member are padding.
/// </summary>
/// <remarks>
/// What the decompressor makes of a broken end together with the appended bytes is invented: it looks like content and is
/// none. The decompressor asks for bytes only when it has given out all that came before them, so whatever it gives from
/// the call on in which it got the first appended byte is either the mark or nothing that may be shown to anybody.
/// <para>When it comes upon damage, it throws away what the same call had decoded before. So the content is opened again, and
/// what had been given out skipped; from there byte by byte, since a call with room for one byte loses none. A content
/// that can't be opened again (a pipe) is read in small steps, each of which may be lost.</para>
/// </remarks>
internal sealed class GzipContent : ForwardStream
{
    private static readonly byte[] s_mark = "\u0003offtrail-end\u0003"u8.ToArray();
    private static readonly byte[] s_markMember = Compress(s_mark);
    private const int SmallStep = 4096;

    private readonly ReadAhead _compressed;
    private readonly Func<Stream>? _reopen;
    private GZipStream _gzip;
    private readonly byte[] _spare = new byte[256];
    private long _given;
    private int _spareRead;
    private int _spareLength;
    private bool _ended;
    private bool _damaged;

    /// <param name="compressed">The compressed bytes, from their first on.</param>
    /// <param name="reopen">Gives them once more from the first on; null when they can be read only once.</param>
    public GzipContent(ReadAhead compressed, Func<Stream>? reopen)
    {
        _compressed = compressed;
        _reopen = reopen;
        _gzip = Open();
    }

    /// <exception cref="InvalidDataException">The data is damaged or breaks off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_ended) return 0;
        if (buffer.Length < _spare.Length || _spareRead < _spareLength) return ReadLittle(buffer);
        if (_damaged) throw Broken();
        var read = ReadGzip(_reopen is null ? buffer[..Math.Min(buffer.Length, SmallStep)] : buffer);
        if (_compressed.AppendedWasRead)
        {
            _ended = true;
            return IsMark(buffer, read) ? 0 : throw Broken();
        }

        if (read < 0) read = ReadToDamage(buffer);
        else if (read == 0) _ended = _compressed.EndsInZeros();
        _given += read;
        return read > 0 || _ended ? read : throw Broken();
    }

    /// <summary>Whether what came out together with the appended bytes is their text and no more.</summary>
    private bool IsMark(Span<byte> buffer, int read)
    {
        var total = Math.Max(0, read);
        while (total < s_mark.Length && read > 0) total += read = Math.Max(0, ReadGzip(buffer[total..]));
        return buffer[..total].SequenceEqual(s_mark) && ReadGzip(buffer) == 0;
    }

    /// <summary>What is decoded between the bytes that were given out and the damage.</summary>
    private int ReadToDamage(Span<byte> buffer)
    {
        _damaged = true;
        if (_reopen is null) return 0;
        _gzip.Dispose();
        _compressed.Begin(_reopen());
        _gzip = Open();
        var at = 0L;
        while (at < _given - 1)
        {
            var skipped = ReadGzip(buffer[..(int)Math.Min(buffer.Length, _given - 1 - at)]);
            if (skipped <= 0) return 0; // it is not the content that it was
            at += skipped;
        }

        var total = 0;
        Span<byte> one = stackalloc byte[1];
        for (; total < buffer.Length; at++)
        {
            one[0] = 0;
            var read = ReadGzip(one);
            if (_compressed.AppendedWasRead || (read <= 0 && one[0] == 0)) break; // a byte may have been decoded in the call that failed behind it
            if (at >= _given) buffer[total++] = one[0];
            if (read <= 0) break;
        }

        return total;
    }

    private GZipStream Open()
    {
        _compressed.Append(s_markMember);
        return new GZipStream(_compressed, CompressionMode.Decompress, leaveOpen: true);
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

    /// <summary>Bytes read; 0 at the end; -1 at damage.</summary>
    private int ReadGzip(Span<byte> buffer)
    {
        try
        {
            return _gzip.Read(buffer);
        }
        catch (InvalidDataException)
        {
            return -1;
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
}
