using Offtrail.Events;
using ParquetSharp;

namespace Offtrail.Lake;

/// <summary>
/// Writes a batch's partitions as segments: beside their final name, flushed to the disk, then renamed. Until the manifest
/// lists them they do not exist, so a crash at any point leaves nothing but files that nobody reads.
/// </summary>
/// <remarks>One a thread. Rows are in the order of identity, time and event id, since most questions are about an identity: its rows lie together, and readers pass over the others.</remarks>
public sealed class SegmentWriter(LakeFolder lake)
{
    private long[] _keys = [];
    private int[] _order = [];
    private long[] _byIdentity = [];
    private ByteArray[] _values = [];
    private short[] _levels = [];
    private readonly int[] _ofAll = [.. Enumerable.Repeat(-1, EventBatch.Columns)]; // by column, the number that stands in all rows of the segment, else -1

    /// <summary>Writes all segments of a batch.</summary>
    /// <param name="batch">A batch that nobody fills any more.</param>
    /// <param name="newName">Gives a file name, without ending, that no segment has.</param>
    /// <exception cref="LakeException">The disk is full or fails.</exception>
    public IReadOnlyList<WrittenSegment> Write(EventBatch batch, Func<string> newName)
    {
        var segments = new List<WrittenSegment>(batch.Partitions.Count);
        foreach (var (partition, rows) in batch.Partitions)
        {
            var (first, last) = Sort(rows, batch.Values);
            var path = LakeFolder.NewPath(partition, newName());
            var (bytes, checksum) = lake.Place(path, beside => WriteFile(rows, batch.Values, beside));
            var segment = new Segment(path, partition.Account, partition.Day, rows.Count, first, last, bytes, checksum, Failures(rows, batch.Values));
            segments.Add(new WrittenSegment(segment, [.. rows.Objects]));
        }

        return segments;
    }

    private (long Bytes, string Checksum) WriteFile(PartitionRows rows, ValueTable values, string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        using var hashing = new HashingStream(file);
        Write(rows, values, hashing);
        file.Flush(flushToDisk: true);
        return (file.Length, hashing.Checksum);
    }

    /// <summary>Sets the order of the rows, and their times in it. Gives the first and the last time.</summary>
    private (long First, long Last) Sort(PartitionRows rows, ValueTable values)
    {
        var count = rows.Count;
        if (_keys.Length < count)
        {
            (_keys, _order, _byIdentity, _values, _levels) = (new long[count], new int[count], new long[count], new ByteArray[count], new short[count]);
        }

        rows.Times.CopyTo(_keys);
        for (var i = 0; i < count; i++) _order[i] = i;
        Array.Sort(_keys, _order, 0, count);
        for (var i = 0; i < count;)
        {
            var end = i + 1;
            while (end < count && _keys[end] == _keys[i]) end++;
            if (end - i > 1) _order.AsSpan(i, end - i).Sort((a, b) => Compare(values[rows.Number(a, 0)], values[rows.Number(b, 0)]));
            i = end;
        }

        var range = (_keys[0], _keys[count - 1]);
        for (var i = 0; i < count; i++) _byIdentity[i] = ((long)rows.Number(_order[i], (int)EventColumn.Identity) << 32) | (uint)i; // identities in the order of their numbers, which no reader cares about
        Array.Sort(_byIdentity, _order, 0, count);
        for (var i = 0; i < count; i++) _keys[i] = rows.Times[_order[i]];
        return range;
    }

    private static unsafe long Failures(PartitionRows rows, ValueTable values)
    {
        var (failures, last, failed) = (0L, -1, false);
        for (var row = 0; row < rows.Count; row++)
        {
            var number = rows.Number(row, (int)EventColumn.Outcome);
            if (number != last) (last, failed) = (number, new ReadOnlySpan<byte>((void*)values[number].Pointer, values[number].Length).SequenceEqual("failure"u8));
            if (failed) failures++;
        }

        return failures;
    }

    private static unsafe int Compare(ByteArray a, ByteArray b) =>
        new ReadOnlySpan<byte>((void*)a.Pointer, a.Length).SequenceCompareTo(new ReadOnlySpan<byte>((void*)b.Pointer, b.Length));

    private void Write(PartitionRows rows, ValueTable values, HashingStream file)
    {
        using var schema = SegmentSchema.Create();
        for (var column = 0; column < EventColumns.Count; column++) _ofAll[column] = rows.NumberOfAll(column);
        using var properties = SegmentSchema.Properties(column => _ofAll[column] >= 0);
        using var stream = new ParquetSharp.IO.ManagedOutputStream(file, leaveOpen: true);
        using var writer = new ParquetFileWriter(stream, schema, properties);
        using var group = writer.AppendRowGroup();
        using (var times = (ColumnWriter<long>)group.NextColumn()) times.WriteBatch(_keys.AsSpan(0, rows.Count));
        for (var column = 0; column < EventBatch.Columns; column++) WriteColumn(rows, values, group, column);
        writer.Close();
    }

    private void WriteColumn(PartitionRows rows, ValueTable values, RowGroupWriter group, int column)
    {
        var present = _ofAll[column] < 0 ? Gather(rows, values, column) : Repeat(rows.Count, values, _ofAll[column]);
        using var writer = (ColumnWriter<ByteArray>)group.NextColumn();
        var optional = column < EventBatch.Columns - 1;
        writer.WriteBatch(rows.Count, optional ? _levels.AsSpan(0, rows.Count) : default, default, _values.AsSpan(0, present));
    }

    /// <summary>Sets levels and values to a column's, in the order of the rows. Gives the number of values.</summary>
    private int Gather(PartitionRows rows, ValueTable values, int column)
    {
        var present = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var number = rows.Number(_order[i], column);
            _levels[i] = number == 0 ? (short)0 : (short)1;
            if (number != 0) _values[present++] = values[number];
        }

        return present;
    }

    /// <summary>Sets levels and values to the same in each row.</summary>
    private int Repeat(int count, ValueTable values, int number)
    {
        _levels.AsSpan(0, count).Fill(number == 0 ? (short)0 : (short)1);
        if (number == 0) return 0;
        _values.AsSpan(0, count).Fill(values[number]);
        return count;
    }
}
