namespace Offtrail.Sources;

/// <summary>Content that could not be opened: reading it says why.</summary>
internal sealed class FailingStream(string reason) : MemoryStream
{
    public override int Read(byte[] buffer, int offset, int count) => throw new InvalidDataException(reason);

    public override int Read(Span<byte> buffer) => throw new InvalidDataException(reason);
}
