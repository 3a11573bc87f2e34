using System.IO.Hashing;
using ParquetSharp;

namespace Offtrail.Lake;

/// <summary>
/// The texts of a batch, each by a number; 0 is no text. Texts that come often (identities, calls, clients) are stored
/// once: a hash table with linear probing over their bytes.
/// </summary>
internal sealed class ValueTable(ByteArena arena)
{
    private ByteArray[] _values = new ByteArray[1 << 14];
    private int _count = 1;
    private (ulong Hash, int Number)[] _table = new (ulong, int)[1 << 12];
    private int _shared;

    /// <summary>The text of a number.</summary>
    public ByteArray this[int number] => _values[number];

    /// <summary>Stores a text of its own.</summary>
    public int Add(ReadOnlySpan<byte> text)
    {
        if (text.Length == 0) return 0;
        if (_count == _values.Length) Array.Resize(ref _values, _count * 2);
        _values[_count] = arena.Store(text);
        return _count++;
    }

    /// <summary>Stores a text with a part of it replaced by one byte.</summary>
    public int Add(ReadOnlySpan<byte> text, (int Start, int Length) part, byte by)
    {
        if (part.Length == 0) return Add(text);
        if (_count == _values.Length) Array.Resize(ref _values, _count * 2);
        _values[_count] = arena.Store(text[..part.Start], by, text[(part.Start + part.Length)..]);
        return _count++;
    }

    /// <summary>Finds a text that was stored before, or stores it.</summary>
    public int Share(ReadOnlySpan<byte> text)
    {
        if (text.Length == 0) return 0;
        var hash = XxHash3.HashToUInt64(text);
        var mask = _table.Length - 1;
        for (var at = (int)hash & mask; ; at = (at + 1) & mask)
        {
            var (known, number) = _table[at];
            if (number == 0)
            {
                number = Add(text);
                _table[at] = (hash, number);
                if (++_shared > _table.Length / 2) Grow();
                return number;
            }

            if (known == hash && Bytes(number).SequenceEqual(text)) return number;
        }
    }

    /// <summary>Whether a number stands for a text.</summary>
    public bool Has(int number, ReadOnlySpan<byte> text) => number == 0 ? text.Length == 0 : Bytes(number).SequenceEqual(text);

    public void Reset()
    {
        Array.Clear(_table);
        (_count, _shared) = (1, 0);
    }

    private unsafe ReadOnlySpan<byte> Bytes(int number) => new((void*)_values[number].Pointer, _values[number].Length);

    private void Grow()
    {
        var old = _table;
        _table = new (ulong, int)[old.Length * 2];
        var mask = _table.Length - 1;
        foreach (var entry in old)
        {
            if (entry.Number == 0) continue;
            var at = (int)entry.Hash & mask;
            while (_table[at].Number != 0) at = (at + 1) & mask;
            _table[at] = entry;
        }
    }
}
