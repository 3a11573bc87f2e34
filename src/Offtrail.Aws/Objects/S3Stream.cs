using Offtrail.Sources;

namespace Offtrail.Aws;

/// <summary>
/// A large object read as it comes, on a worker's own thread, which may wait; where the connection breaks off or stands still, it is asked for from there on, three times at most.
/// </summary>
/// <param name="openFrom">Asks for the content from an offset on.</param>
/// <param name="asFault">Notes what went wrong in the midst of reading and makes it an <see cref="IOException"/>: who reads knows of no other.</param>
internal sealed class S3Stream(Func<long, S3Body> openFrom, Func<Exception, IOException> asFault) : ForwardStream
{
    private const int Tries = 3;

    private readonly byte[] _buffer = new byte[S3Body.BufferBytes]; // what may be given up waiting for can't be read into a span
    private S3Body _content = openFrom(0);
    private long _read;
    private int _broken;

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = ReadOn(Math.Min(buffer.Length, _buffer.Length));
            _buffer.AsSpan(0, read).CopyTo(buffer);
            return read;
        }
        catch (Exception e) when (S3Reader.IsOfAsking(e))
        {
            throw asFault(e);
        }
    }

    private int ReadOn(int most)
    {
        while (true)
        {
            try
            {
                var read = _content.ReadAsync(_buffer.AsMemory(0, most)).GetAwaiter().GetResult();
                _read += read;
                return read;
            }
            catch (Exception e) when (e is IOException or HttpRequestException && ++_broken <= Tries)
            {
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
}
