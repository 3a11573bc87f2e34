namespace Offtrail.Lake;

/// <summary>One Parquet file of the lake. What the manifest does not list does not exist.</summary>
/// <param name="Path">Its path below the lake, with "/".</param>
/// <param name="Account">The account whose events it holds.</param>
/// <param name="Day">Their day, days since 1970 UTC.</param>
/// <param name="Rows">How many events.</param>
/// <param name="FirstMicros">Time of the oldest, microseconds since 1970 UTC.</param>
/// <param name="LastMicros">Time of the newest.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Checksum">XXH128 of the file, in hexadecimal.</param>
/// <param name="Failures">How many of the events failed.</param>
public sealed record Segment(string Path, string Account, int Day, long Rows, long FirstMicros, long LastMicros, long Bytes, string Checksum, long Failures)
{
    /// <summary>The account and day that it belongs to.</summary>
    public PartitionKey Partition => new(Account, Day);
}
