namespace Offtrail.Sources;

/// <summary>
/// A large buffer in front of a stream that can be looked into before reading, and a few bytes behind its end. One a
/// worker, used for object after object: small objects are read in one call and allocate nothing.
/// </summary>
internal sealed class ReadAhead : ForwardStream
{
    private readonly byte[] _buffer = new byte[128 << 10];
    private Stream _stream = Null;
    private byte[] _tail = [];
    private int _tailRead;
    private int _start;
    private int _end;
    private bool _gaveZeros;

    public void Begin(Stream stream)
    {
        (_stream, _tail, _tailRead, _start, _end, _gaveZeros) = (stream, [], 0, 0, 0, false);
    }

    /// <summary>The next bytes without taking them: so many, or fewer at the end.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        while (_end - _start < count)
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }

            var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0) break;
            _end += read;
        }

        return _buffer.AsSpan(_start, Math.Min(count, _end - _start));
    }

    /// <summary>Lets these bytes follow the stream's own. From now on zero bytes are given out by themselves, see <see cref="EndsInZeros"/>.</summary>
    public void Append(byte[] tail) => _tail = tail;

    /// <summary>Whether what was given out last was zero bytes alone, and nothing but zero bytes is left of the stream.</summary>
    public bool EndsInZeros()
    {
        while (_gaveZeros && Peek(1).Length > 0)
        {
            if (_buffer.AsSpan(_start, _end - _start).ContainsAnyExcept((byte)0)) return false;
            _start = _end;
        }

        return _gaveZeros;
    }

    /// <summary>Whether any of the bytes behind the stream's own were given out.</summary>
    public bool AppendedWasRead => _tailRead > 0;

    public override int Read(Span<byte> buffer)
    {
        if (_start == _end)
        {
            if (buffer.Length >= _buffer.Length)
            {
                var direct = _stream.Read(buffer);
                return direct > 0 ? direct : ReadTail(buffer);
            }

            (_start, _end) = (0, _stream.Read(_buffer, 0, _buffer.Length));
            if (_end == 0) return ReadTail(buffer);
        }

        var next = _buffer.AsSpan(_start, Math.Min(buffer.Length, _end - _start));
        if (_tail.Length > 0) next = ZerosApart(next);
        next.CopyTo(buffer);
        _start += next.Length;
        return next.Length;
    }

    private Span<byte> ZerosApart(Span<byte> bytes)
    {
        var other = bytes.IndexOfAnyExcept((byte)0);
        _gaveZeros = other != 0;
        return other < 0 ? bytes : other > 0 ? bytes[..other] : bytes.TrimEnd((byte)0);
    }

    private int ReadTail(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _tail.Length - _tailRead);
        _tail.AsSpan(_tailRead, count).CopyTo(buffer);
        _tailRead += count;
        return count;
    }
}
