using System.Text.Json;

namespace Offtrail.Events;

/// <summary>
/// One event as the parser sees it: slices of the reader's buffer, without a copy. Reused for the next record.
/// A slice of the record has a start of zero or more; a slice of the scratch space (unescaped, cut or made text) has
/// a complemented, hence negative, start.
/// </summary>
public sealed class EventView
{
    private readonly (int Start, int Length)[] _slots = new (int, int)[Slots.Count];
    private byte[] _source = [];
    private int _recordStart;
    private int _recordLength;
    private byte[] _scratch = new byte[4096];
    private int _scratchUsed;

    /// <summary>Time of the event, in microseconds since 1970, UTC.</summary>
    public long TimeMicros { get; internal set; }

    /// <summary>The account in whose trail the event stands: recipientAccountId, else userIdentity.accountId, else "unknown".</summary>
    public ReadOnlySpan<byte> Account => HasValue(Slot.Recipient) ? Get(Slot.Recipient) : HasValue(Slot.CloudAccount) ? Get(Slot.CloudAccount) : "unknown"u8;

    /// <summary>The record as delivered.</summary>
    public ReadOnlySpan<byte> Record => _source.AsSpan(_recordStart, _recordLength);

    /// <summary>
    /// Where the value of the id stands in the record, without its quotes; both 0 when it stands there in another form than
    /// the column has it (with escapes, or cut).
    /// </summary>
    public (int Start, int Length) IdInRecord =>
        _slots[(int)Slot.EventId] is ( >= 0, > 0) and var (start, length) && start > _recordStart && _source[start - 1] == (byte)'"' ? (start - _recordStart, length) : (0, 0);

    /// <summary>How many values were longer than <see cref="EventColumns.MaxBytes"/> and were cut in the columns.</summary>
    public int CutValues { get; private set; }

    /// <summary>The value of a column in UTF-8; empty when the event has none.</summary>
    public ReadOnlySpan<byte> this[EventColumn column] => Get((Slot)column);

    internal ReadOnlySpan<byte> Get(Slot slot)
    {
        var (start, length) = _slots[(int)slot];
        return start >= 0 ? _source.AsSpan(start, length) : _scratch.AsSpan(~start, length);
    }

    internal bool HasValue(Slot slot) => _slots[(int)slot].Length > 0;

    internal void Begin(byte[] source, int start)
    {
        Array.Clear(_slots);
        _source = source;
        _recordStart = start;
        _recordLength = 0;
        _scratchUsed = 0;
        CutValues = 0;
    }

    internal void End(int length) => _recordLength = length;

    internal void Copy(Slot from, Slot to) => _slots[(int)to] = _slots[(int)from];

    internal void Clear(Slot slot) => _slots[(int)slot] = default;

    /// <summary>Sets a slot to a slice of the source.</summary>
    internal void Set(Slot slot, int start, int length)
    {
        if (length > EventColumns.MaxBytes) Set(slot, _source.AsSpan(start, length));
        else if (!MeansNothing(_source.AsSpan(start, length))) _slots[(int)slot] = (start, length);
    }

    /// <summary>Sets a slot to a copy of <paramref name="text"/>, cut to the longest that a column holds.</summary>
    internal void Set(Slot slot, ReadOnlySpan<byte> text)
    {
        if (MeansNothing(text)) return;
        var cut = text.Length > EventColumns.MaxBytes;
        if (cut)
        {
            var length = EventColumns.MaxBytes - 3;
            while (length > 0 && (text[length] & 0xC0) == 0x80) length--; // not inside a character
            text = text[..length];
            CutValues++;
        }

        var target = Scratch(text.Length + 3);
        text.CopyTo(target);
        var total = text.Length;
        if (cut)
        {
            "…"u8.CopyTo(target[total..]);
            total += 3;
        }

        _slots[(int)slot] = (~_scratchUsed, total);
        _scratchUsed += total;
    }

    /// <summary>Sets a slot to the string that the reader stands on, its escapes resolved.</summary>
    /// <exception cref="InvalidOperationException">The string holds half a surrogate pair.</exception>
    internal void SetUnescaped(Slot slot, ref Utf8JsonReader reader)
    {
        var target = Scratch(reader.ValueSpan.Length);
        var length = reader.CopyString(target);
        if (length > EventColumns.MaxBytes) Set(slot, target[..length].ToArray());
        else if (!MeansNothing(target[..length]))
        {
            _slots[(int)slot] = (~_scratchUsed, length);
            _scratchUsed += length;
        }
    }

    private Span<byte> Scratch(int length)
    {
        if (_scratch.Length - _scratchUsed < length) Array.Resize(ref _scratch, Math.Max(_scratch.Length * 2, _scratchUsed + length));
        return _scratch.AsSpan(_scratchUsed, length);
    }

    /// <summary>The texts that ECS mappings of CloudTrail remove as empty.</summary>
    private static bool MeansNothing(ReadOnlySpan<byte> text) =>
        text.Length == 0 || (text.Length == 1 && text[0] == (byte)'-') || text.SequenceEqual("none"u8);
}
