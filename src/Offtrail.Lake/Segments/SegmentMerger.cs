using System.Globalization;
using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>
/// Writes one segment with the events of several. Small ones are sorted into one order of time and event id; large ones, whose
/// rows would not fit into memory, follow one another as they are, which costs readers little: each row group still says
/// from when to when it reaches.
/// </summary>
public sealed class SegmentMerger(LakeFolder lake, string tempFolder) : IDisposable
{
    /// <summary>Compressed size up to which a merged segment is sorted; about twelve times as much unpacked.</summary>
    private const long MostToSort = 4L << 20;

    private readonly LakeReader _engine = new(lake, new LakeReaderOptions { TempFolder = tempFolder, MemoryBytes = 288L << 20, Threads = 1 }); // what the sort holds, and a row group of some 20 MB

    /// <summary>Merges segments of one account and day. They stay as they are.</summary>
    /// <param name="segments">At least one.</param>
    /// <param name="name">A file name, without ending, that no segment has.</param>
    /// <exception cref="LakeException">One can't be read, or the disk is full; nothing is left behind.</exception>
    public Segment Merge(IReadOnlyList<Segment> segments, string name)
    {
        var partition = segments[0].Partition;
        var path = LakeFolder.NewPath(partition, name);
        var (bytes, checksum) = lake.Place(path, beside =>
        {
            Write(segments, beside);
            using (var file = new FileStream(beside, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
            Verify(segments, beside);
            return (new FileInfo(beside).Length, LakeFolder.Checksum(beside));
        });
        return new Segment(path, partition.Account, partition.Day, segments.Sum(s => s.Rows), segments.Min(s => s.FirstMicros), segments.Max(s => s.LastMicros), bytes, checksum, segments.Sum(s => s.Failures));
    }

    private void Write(IReadOnlyList<Segment> segments, string file)
    {
        var order = segments.Sum(s => s.Bytes) <= MostToSort ? $"ORDER BY {Sql.Name(EventColumns.Timestamp)}, {Sql.Name(EventColumn.EventId.Name())}" : "";
        _engine.Execute($"""
            COPY (SELECT * FROM {_engine.From(segments)} {order})
            TO '{Sql.Text(file)}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 9, ROW_GROUP_SIZE 16384)
            """);
    }

    /// <summary>The engine's word is not taken for it: the file is read back before anything is taken off the manifest.</summary>
    private void Verify(IReadOnlyList<Segment> segments, string file)
    {
        var expected = (segments.Sum(s => s.Rows), segments.Min(s => s.FirstMicros), segments.Max(s => s.LastMicros));
        var time = $"epoch_us({Sql.Name(EventColumns.Timestamp)})";
        var found = _engine.Query($"SELECT count(*), min({time}), max({time}) FROM read_parquet('{Sql.Text(file)}')")
            .Select(r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2))).Single();
        if (found != expected) throw new LakeException(string.Create(CultureInfo.InvariantCulture, $"merging gave {found} instead of {expected} (events, first, last); nothing was changed"));
    }

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();
}
