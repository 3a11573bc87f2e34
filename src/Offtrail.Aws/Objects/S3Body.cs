using System.Buffers;
using Amazon.S3.Model;

namespace Offtrail.Aws;

/// <summary>
/// The content of an answer, as it comes. The SDK bounds how long an answer may take to begin, and not how long its content may stall: the one who reads it would wait for ever.
/// </summary>
/// <param name="answer">The answer; disposed with this.</param>
/// <param name="clock">The clock.</param>
/// <param name="stop">Ends a reading under way.</param>
internal sealed class S3Body(GetObjectResponse answer, TimeProvider clock, CancellationToken stop) : IDisposable
{
    /// <summary>So much is read at a time, as what reads the content does.</summary>
    public const int BufferBytes = 128 << 10;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);

    /// <summary>Reads what is there next; 0 at the end.</summary>
    /// <exception cref="IOException">No byte came for a minute.</exception>
    public async Task<int> ReadAsync(Memory<byte> into)
    {
        using var late = new CancellationTokenSource(s_longestWait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            return await answer.ResponseStream.ReadAsync(into, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new IOException($"the connection stands still: nothing came for {s_longestWait.TotalSeconds} s");
        }
    }

    /// <summary>Reads all of it.</summary>
    /// <param name="expected">How many bytes are expected at most.</param>
    /// <exception cref="IOException">No byte came for a minute.</exception>
    public async Task<byte[]> ReadAllAsync(long expected)
    {
        var content = new MemoryStream((int)Math.Clamp(answer.ContentLength, 0, expected));
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (int read; (read = await ReadAsync(buffer).ConfigureAwait(false)) > 0;) content.Write(buffer, 0, read);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return content.Length == content.Capacity ? content.GetBuffer() : content.ToArray();
    }

    public void Dispose() => answer.Dispose();
}
