using System.Text;
using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>
/// Events of many objects on their way into segments. Filled under the ingester's lock, then written by one thread
/// while the next batch is filled.
/// </summary>
public sealed class EventBatch
{
    private const int RowBytes = 8 + (4 * (EventColumns.FirstDerived + 14)); // about: a time, and a number a column
    private const int PartitionBytes = 2048;
    private const long MostSpareBytes = 4 << 20;

    private readonly ByteArena _arena = new();
    private readonly Dictionary<PartitionKey, PartitionRows> _partitions = [];
    private readonly Stack<PartitionRows> _spare = []; // rows that grew in the last batch: growing them again costs fresh, zeroed memory each time
    private readonly int[] _last = new int[EventColumns.FirstDerived]; // the numbers of the last row: most columns say the same again
    private readonly Dictionary<string, byte> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte>.AlternateLookup<ReadOnlySpan<char>> _accountLookup;

    private readonly DerivedValues _derived;

    /// <summary>An empty batch.</summary>
    /// <param name="enricher">What is known of addresses.</param>
    public EventBatch(Enricher enricher)
    {
        Values = new ValueTable(_arena);
        _derived = new DerivedValues(Values, enricher);
        _accountLookup = _accounts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    internal ValueTable Values { get; }

    internal IReadOnlyDictionary<PartitionKey, PartitionRows> Partitions => _partitions;

    /// <summary>Columns of a row: the text columns and, last, the record.</summary>
    internal static int Columns => EventColumns.Count + 1;

    /// <summary>Bytes that the batch holds: texts, the numbers that stand for them in its rows, and what each account's day costs.</summary>
    public long Bytes => _arena.Stored + ((long)Count * RowBytes) + ((long)_partitions.Count * PartitionBytes);

    /// <summary>Events in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>The account and day to which an event belongs.</summary>
    public PartitionKey PartitionOf(EventView view) => new(Account(view.Account), PartitionKey.DayOf(view.TimeMicros));

    /// <summary>Copies an event into the batch.</summary>
    /// <param name="partition">Its account and day.</param>
    /// <param name="view">The event.</param>
    /// <param name="fromObject">A number of the caller's for the object that it came in; objects come one after the other.</param>
    public void Add(PartitionKey partition, EventView view, int fromObject)
    {
        if (!_partitions.TryGetValue(partition, out var rows)) _partitions.Add(partition, rows = _spare.TryPop(out var spare) ? spare : new PartitionRows(Columns));
        var row = rows.Add(view.TimeMicros, fromObject);
        for (var i = 0; i < EventColumns.FirstDerived; i++)
        {
            var column = (EventColumn)i;
            row[i] = EventColumns.IsUnique(column) ? Values.Add(view[column])
                : Values.Has(_last[i], view[column]) ? _last[i] : _last[i] = Values.Share(view[column]);
        }

        _derived.Fill(row, view);
        row[^1] = Values.Add(view.Record, view.IdInRecord, (byte)EventColumns.IdMark);
        Count++;
    }

    /// <summary>Empties the batch; its memory is kept.</summary>
    public void Reset()
    {
        long spare = 0;
        _spare.Clear();
        foreach (var rows in _partitions.Values)
        {
            if ((spare += rows.Room) > MostSpareBytes) break;
            rows.Reset();
            _spare.Push(rows);
        }

        _partitions.Clear();
        Array.Clear(_last);
        _derived.Reset();
        Values.Reset();
        _arena.Reset();
        Count = 0;
    }

    private string Account(ReadOnlySpan<byte> utf8)
    {
        Span<char> chars = stackalloc char[32];
        var text = chars[..Encoding.ASCII.GetChars(utf8, chars)];
        if (_accountLookup.TryGetValue(text, out var known, out _)) return known;
        var account = text.ToString();
        _accounts.Add(account, 0);
        return account;
    }
}
