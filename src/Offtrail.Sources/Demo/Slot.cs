using System.Buffers;

namespace Offtrail.Sources.Demo;

/// <summary>An object that is still being filled: what one account and region deliver at one time.</summary>
internal sealed class Slot(string account, string region, DateTimeOffset time, ArrayBufferWriter<byte> records)
{
    public string Account { get; } = account;

    public string Region { get; } = region;

    /// <summary>When it is delivered; names the object.</summary>
    public DateTimeOffset Time { get; } = time;

    /// <summary>The records, separated by commas.</summary>
    public ArrayBufferWriter<byte> Records { get; } = records;

    public void Add(ReadOnlySpan<byte> record)
    {
        if (Records.WrittenCount > 0)
            Records.Write(","u8);
        Records.Write(record);
    }
}
