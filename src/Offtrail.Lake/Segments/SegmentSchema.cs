using Offtrail.Events;
using ParquetSharp;
using ParquetSharp.Schema;

namespace Offtrail.Lake;

/// <summary>Columns of a segment: the time, the text columns under their ECS names, and the record.</summary>
internal static class SegmentSchema
{
    /// <summary>Microseconds since 1970; read by DuckDB as a TIMESTAMP that is UTC by agreement.</summary>
    public static GroupNode Create()
    {
        using var time = LogicalType.Timestamp(isAdjustedToUtc: false, TimeUnit.Micros);
        using var text = LogicalType.String();
        var nodes = new List<Node> { new PrimitiveNode(EventColumns.Timestamp, Repetition.Required, time, PhysicalType.Int64) };
        nodes.AddRange(EventColumns.Names.Select(name => new PrimitiveNode(name, Repetition.Optional, text, PhysicalType.ByteArray)));
        nodes.Add(new PrimitiveNode(EventColumns.Record, Repetition.Required, text, PhysicalType.ByteArray));
        return new GroupNode("event", Repetition.Required, nodes);
    }

    /// <summary>How the columns are stored.</summary>
    /// <param name="isConstant">Whether a text column says the same in all rows: then it is some bytes, for which the compressor would be set up twice.</param>
    public static WriterProperties Properties(Func<int, bool> isConstant)
    {
        using var builder = new WriterPropertiesBuilder();
        builder.DataPagesize(8L << 20).DisableDictionary(EventColumns.Record).DisableStatistics(EventColumns.Record)
            .DisableDictionary(EventColumns.Timestamp).Encoding(EventColumns.Timestamp, Encoding.DeltaBinaryPacked);
        Compress(builder, EventColumns.Timestamp);
        Compress(builder, EventColumns.Record);
        for (var i = 0; i < EventColumns.Count; i++)
        {
            if (EventColumns.IsUnique((EventColumn)i)) builder.DisableDictionary(EventColumns.Names[i]);
            if (!isConstant(i)) Compress(builder, EventColumns.Names[i]);
        }

        return builder.Build();
    }

    private static void Compress(WriterPropertiesBuilder builder, string column) => builder.Compression(column, Compression.Zstd).CompressionLevel(column, 1);
}
