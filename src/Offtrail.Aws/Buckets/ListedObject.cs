namespace Offtrail.Aws;

/// <summary>An object as a bucket's list has it.</summary>
internal readonly record struct ListedObject(string Key, long Size, string ETag, CloudTrailKey? Parts)
{
    /// <summary>The day of delivery; the first of all when the key does not tell.</summary>
    public DateOnly Day => Parts?.Day ?? DateOnly.MinValue;
}
