using System.Runtime.InteropServices;
using ParquetSharp;

namespace Offtrail.Lake;

/// <summary>
/// Bytes that stay where they are, so that the Parquet writer can point at them. Taken in blocks of 1 MiB that are kept
/// and used again for the next batch. Not safe for several threads; the batch's lock guards it.
/// </summary>
internal sealed class ByteArena
{
    private const int BlockBytes = 1 << 20;

    private readonly List<byte[]> _blocks = [];
    private readonly List<byte[]> _large = [];
    private int _block = -1;
    private int _used = BlockBytes;

    /// <summary>Bytes stored since the last <see cref="Reset"/>.</summary>
    public long Stored { get; private set; }

    public unsafe ByteArray Store(ReadOnlySpan<byte> bytes)
    {
        Stored += bytes.Length;
        var room = Room(bytes.Length);
        bytes.CopyTo(room);
        return new ByteArray((IntPtr)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(room)), bytes.Length);
    }

    public unsafe ByteArray Store(ReadOnlySpan<byte> before, byte between, ReadOnlySpan<byte> after)
    {
        var length = before.Length + 1 + after.Length;
        Stored += length;
        var room = Room(length);
        before.CopyTo(room);
        room[before.Length] = between;
        after.CopyTo(room[(before.Length + 1)..]);
        return new ByteArray((IntPtr)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(room)), length);
    }

    /// <summary>Forgets all bytes. What pointed at them must not be used any more.</summary>
    public void Reset()
    {
        _large.Clear();
        (_block, _used, Stored) = (-1, BlockBytes, 0);
    }

    private Span<byte> Room(int length)
    {
        if (length > BlockBytes / 4)
        {
            var own = GC.AllocateUninitializedArray<byte>(length, pinned: true);
            _large.Add(own);
            return own;
        }

        if (_used + length > BlockBytes)
        {
            if (++_block == _blocks.Count) _blocks.Add(GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true));
            _used = 0;
        }

        _used += length;
        return _blocks[_block].AsSpan(_used - length, length);
    }
}
