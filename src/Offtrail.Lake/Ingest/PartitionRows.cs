namespace Offtrail.Lake;

/// <summary>Events of one account and day in a batch: their times, and a number of the batch's <see cref="ValueTable"/> for each column and the record.</summary>
internal sealed class PartitionRows(int columns)
{
    private const int FirstRows = 4; // a batch may have events of thousands of accounts and days, one of each

    private long[] _times = new long[FirstRows];
    private int[] _numbers = new int[FirstRows * columns];
    private readonly List<(int Object, int Rows)> _objects = [];

    public int Count { get; private set; }

    public ReadOnlySpan<long> Times => _times.AsSpan(0, Count);

    /// <summary>Rows by object; objects are read one after the other, so none comes twice.</summary>
    public IReadOnlyList<(int Object, int Rows)> Objects => _objects;

    /// <summary>Bytes taken, whether rows are in them or not.</summary>
    public long Room => (_times.Length * (long)sizeof(long)) + (_numbers.Length * (long)sizeof(int));

    public int Number(int row, int column) => _numbers[(row * columns) + column];

    /// <summary>The number that all rows have in a column; -1 when they differ.</summary>
    public int NumberOfAll(int column)
    {
        var first = _numbers[column];
        for (var at = column + columns; at < Count * columns; at += columns)
            if (_numbers[at] != first) return -1;
        return first;
    }

    /// <summary>Begins anew, for another account and day; its memory is kept.</summary>
    public void Reset()
    {
        _objects.Clear();
        Count = 0;
    }

    /// <summary>Adds a row; its numbers are all to be set in what is returned: they may be those of a row before <see cref="Reset"/>.</summary>
    public Span<int> Add(long micros, int fromObject)
    {
        if (_objects is [.., var (last, rows)] && last == fromObject) _objects[^1] = (last, rows + 1);
        else _objects.Add((fromObject, 1));
        if (Count == _times.Length)
        {
            Array.Resize(ref _times, Count * 2);
            Array.Resize(ref _numbers, Count * 2 * columns);
        }

        _times[Count] = micros;
        return _numbers.AsSpan(Count++ * columns, columns);
    }
}
