namespace Offtrail.Tests;

/// <summary>Gives its bytes in chunks of random size, as pipes and decompressors do; fails behind the last when told so.</summary>
internal sealed class ChunkedStream(byte[] content, int seed, int most, Exception? failure = null) : Stream
{
    private readonly Random _random = new(seed);
    private int _at;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = Math.Min(Math.Min(buffer.Length, content.Length - _at), _random.Next(1, most + 1));
        if (_at == content.Length && failure is not null && buffer.Length > 0) throw failure;
        content.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
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
