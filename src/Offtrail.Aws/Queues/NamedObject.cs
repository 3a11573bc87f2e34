namespace Offtrail.Aws;

/// <summary>An object that a message names.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key, decoded.</param>
/// <param name="Size">Its size in bytes; null when the message does not say.</param>
/// <param name="ETag">Its tag; null when the message does not say.</param>
internal sealed record NamedObject(string Bucket, string Key, long? Size, string? ETag);
