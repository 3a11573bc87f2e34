using System.Buffers;

namespace Offtrail.Anomalies;

/// <summary>Takes bytes in pieces that are not moved when more come: a large state is in memory twice at its end, not four times.</summary>
internal sealed class Chunks : IBufferWriter<byte>
{
    private const int LeastPiece = 4 << 10;
    private const int MostPiece = 1 << 20;

    private readonly List<(byte[] Bytes, int Used)> _full = [];
    private byte[] _piece = [];
    private int _used;

    /// <inheritdoc/>
    public void Advance(int count) => _used += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_piece.Length - _used < Math.Max(1, sizeHint))
        {
            if (_used > 0) _full.Add((_piece, _used));
            (_piece, _used) = (new byte[Math.Max(sizeHint, Math.Clamp(_piece.Length * 2, LeastPiece, MostPiece))], 0);
        }

        return _piece.AsMemory(_used);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>All bytes so far.</summary>
    public byte[] ToArray()
    {
        var all = new byte[_full.Sum(f => f.Used) + _used];
        var at = 0;
        foreach (var (bytes, used) in _full.Append((_piece, _used)))
        {
            bytes.AsSpan(0, used).CopyTo(all.AsSpan(at));
            at += used;
        }

        return all;
    }
}
