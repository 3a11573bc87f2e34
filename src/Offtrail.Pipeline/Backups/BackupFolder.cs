using System.Globalization;
using Offtrail.Lake;

namespace Offtrail.Pipeline;

/// <summary>
/// A backup in a folder. The next one to the same folder adds what is new: segments never change. Until its index is in its place, the one before is
/// whole; what is of neither is removed by the next.
/// </summary>
internal sealed class BackupFolder : BackupTarget
{
    private const string StatePrefix = "state-";
    private const string LockName = ".lock";

    private readonly string _root;
    private readonly FileStream _lock;

    /// <exception cref="IOException">The folder holds something else, or another backup to it is under way.</exception>
    public BackupFolder(string root, TimeProvider clock)
    {
        _root = root;
        if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Select(p => Path.GetFileName(p)!).FirstOrDefault(n => !IsOurs(n)) is { } foreign)
            throw new IOException($"{root} holds something that is no backup of Offtrail ({foreign}); name a new or an empty folder, or that of an earlier backup");
        OwnFolder.CreatePrivate(root);
        _lock = FolderLock.Exclusive(Path.Combine(root, LockName)) ?? throw new IOException($"another backup to {root} is under way");
        Folder = string.Create(CultureInfo.InvariantCulture, $"{StatePrefix}{clock.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}-{Guid.NewGuid().ToString("N")[..6]}");
        OwnFolder.CreatePrivate(Path.Combine(root, Folder));
    }

    /// <inheritdoc/>
    public override string Folder { get; }

    /// <inheritdoc/>
    public override string StateFile => Path.Combine(_root, Folder, DataFolder.StateName);

    /// <inheritdoc/>
    public override bool Has(Segment segment) => new FileInfo(PathOf(segment)) is { Exists: true } file && file.Length == segment.Bytes;

    /// <inheritdoc/>
    public override string? AddSegment(Segment segment, DataFolder from)
    {
        var (place, beside) = (PathOf(segment), PathOf(segment) + ".new");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Delete(beside); // of a backup that was broken off
            BackupFiles.LinkOrCopy(from.Lake.PathOf(segment), beside);
            if (LakeFolder.Checksum(beside) == segment.Checksum)
            {
                File.Move(beside, place, overwrite: true);
                return null;
            }
        }
        catch (FileNotFoundException)
        {
            return "its file is missing";
        }

        File.Delete(beside);
        return "its bytes are not those that were written (the checksum differs)";
    }

    /// <inheritdoc/>
    public override string AddFile(string name, string file)
    {
        var place = Path.Combine(_root, Folder, name);
        if (place == StateFile) return LakeFolder.Checksum(place);
        using var content = File.OpenRead(file);
        return BackupFiles.Write(content, place);
    }

    /// <inheritdoc/>
    public override void Finish(BackupIndex index, IReadOnlyList<Segment> segments)
    {
        var place = Path.Combine(_root, BackupIndex.FileName);
        File.Delete(place + ".new");
        BackupFiles.Write(new MemoryStream(index.ToBytes()), place + ".new");
        File.Move(place + ".new", place, overwrite: true);
        foreach (var old in Directory.GetDirectories(_root, StatePrefix + "*").Where(d => Path.GetFileName(d) != Folder)) Directory.Delete(old, recursive: true);
        if (!Directory.Exists(Path.Combine(_root, "lake"))) return;
        var listed = segments.Select(PathOf).ToHashSet(StringComparer.Ordinal);
        foreach (var old in Directory.GetFiles(Path.Combine(_root, "lake"), "*", SearchOption.AllDirectories).Where(f => !listed.Contains(f))) File.Delete(old);
    }

    /// <inheritdoc/>
    public override void Dispose() => _lock.Dispose();

    private string PathOf(Segment segment) => Path.Combine(_root, "lake", segment.Path);

    private static bool IsOurs(string name) => name is "lake" or LockName or BackupIndex.FileName or BackupIndex.FileName + ".new" || name.StartsWith(StatePrefix, StringComparison.Ordinal);
}
