using System.Globalization;
using Offtrail.Events;
using ParquetSharp;

namespace Offtrail.Lake;

/// <summary>
/// Reads the ids of a segment's events, and nothing else of it. Without the query engine, which would take a tenth of a
/// second to start and a hundred megabytes to keep for one column.
/// </summary>
public static class SegmentIds
{
    private const int BatchRows = 8192;

    /// <summary>Hands each id to a function, in UTF-8; the bytes are valid during the call.</summary>
    /// <exception cref="LakeException">The segment can't be read.</exception>
    public static void Read(LakeFolder lake, Segment segment, Action<ReadOnlySpan<byte>> onId)
    {
        try
        {
            using var file = new ParquetFileReader(lake.PathOf(segment));
            var column = file.FileMetaData.Schema.ColumnIndex(EventColumn.EventId.Name());
            var (values, levels) = (new ByteArray[BatchRows], new short[BatchRows]);
            for (var g = 0; g < file.FileMetaData.NumRowGroups; g++)
            {
                using var group = file.RowGroup(g);
                using var ids = (ColumnReader<ByteArray>)group.Column(column);
                while (ids.HasNext)
                {
                    ids.ReadBatch(BatchRows, levels, default, values, out var read);
                    for (var i = 0; i < read; i++) onId(Bytes(values[i]));
                }
            }
        }
        catch (Exception e) when (e is ParquetException or IOException)
        {
            throw new LakeException(string.Create(CultureInfo.InvariantCulture, $"segment {segment.Path} can't be read: {e.Message.Split('\n')[0]}. \"offtrail lake verify --repair\" sets it apart and reads its objects again."), e);
        }
    }

    private static unsafe ReadOnlySpan<byte> Bytes(ByteArray value) => new((void*)value.Pointer, value.Length);
}
