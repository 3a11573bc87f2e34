namespace Offtrail.Sources;

/// <summary>A file as its folder's listing has it, or one that a link there leads to.</summary>
internal sealed record FolderFile(string Path, long Size, DateTimeOffset Changed, bool IsLinked = false)
{
    /// <summary>Longer than any version.</summary>
    public const int MostVersion = 64;

    /// <summary>What tells it from the folder's other files.</summary>
    public ReadOnlySpan<char> Name => IsLinked ? Path : System.IO.Path.GetFileName(Path.AsSpan());

    public SourceObject Object { get; } = new(Path, Size, string.Create(null, stackalloc char[MostVersion], $"{Size}-{Changed.UtcTicks}"), () => Open(Path));

    /// <summary>Writes the version that an object of this size and time has, without making the object.</summary>
    public static ReadOnlySpan<char> Version(long size, DateTimeOffset changed, Span<char> room) => room.TryWrite(null, $"{size}-{changed.UtcTicks}", out var length) ? room[..length] : [];

    /// <summary>Sharing everything spares a lock on the file; no buffer, since the reader has one.</summary>
    public static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
}
