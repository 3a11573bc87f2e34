using Offtrail.Sources;

namespace Offtrail.Aws;

/// <summary>A large object read as it comes; where the connection breaks off, it is asked for from there on, three times at most.</summary>
/// <param name="openFrom">Asks for the content from an offset on. What it throws for another than the first is an <see cref="IOException"/>, as reading may.</param>
internal sealed class S3Stream(Func<long, Stream> openFrom) : ForwardStream
{
    private const int Tries = 3;

    private Stream _content = openFrom(0);
    private long _read;
    private int _broken;

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
}
