namespace Offtrail.Aws;

/// <summary>A large object read as it comes; where the connection breaks off, it is asked for from there on, three times at most.</summary>
internal sealed class S3Stream(Func<long, Stream> openFrom) : Stream
{
    private const int Tries = 3;

    private Stream _content = openFrom(0);
    private long _read;
    private int _broken;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            try
            {
                var read = _content.Read(buffer);
                _read += read;
                return read;
            }
            catch (Exception e) when (e is IOException or HttpRequestException)
            {
                if (++_broken > Tries) throw e as IOException ?? new IOException(e.Message, e);
                _content.Dispose();
                _content = openFrom(_read);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _content.Dispose();
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
