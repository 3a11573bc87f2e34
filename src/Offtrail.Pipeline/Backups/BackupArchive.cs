using System.Formats.Tar;
using Offtrail.Lake;

namespace Offtrail.Pipeline;

/// <summary>A backup in one tar file, written from its beginning to its end beside its name; its index comes last.</summary>
internal sealed class BackupArchive : BackupTarget
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _place;
    private readonly FileStream _file;
    private readonly TarWriter _tar;

    /// <exception cref="IOException">Another backup to it is under way.</exception>
    public BackupArchive(string place)
    {
        _place = place;
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        _file = new FileStream(Beside, options);
        _tar = new TarWriter(_file, TarEntryFormat.Pax, leaveOpen: true);
        OwnFolder.CreatePrivate(Path.GetDirectoryName(StateFile)!);
    }

    /// <inheritdoc/>
    public override string Folder => "state";

    /// <inheritdoc/>
    public override string StateFile => Path.Combine(_place + ".state", DataFolder.StateName);

    private string Beside => _place + ".new";

    /// <inheritdoc/>
    public override bool Has(Segment segment) => false;

    /// <inheritdoc/>
    public override string? AddSegment(Segment segment, DataFolder from)
    {
        if ((DamageCheck.Look(from, segment) ?? DamageCheck.Compare(from, segment)) is { } reason) return reason;
        using var content = File.OpenRead(from.Lake.PathOf(segment));
        Add("lake/" + segment.Path, content);
        return null;
    }

    /// <inheritdoc/>
    public override string AddFile(string name, string file)
    {
        var bytes = name == DataFolder.StateName ? (Stream)File.OpenRead(file) : new MemoryStream(File.ReadAllBytes(file)); // a user may be writing it
        using (bytes)
        {
            var hash = new System.IO.Hashing.XxHash128();
            hash.Append(bytes);
            bytes.Position = 0;
            Add($"{Folder}/{name}", bytes);
            return Convert.ToHexStringLower(hash.GetCurrentHash());
        }
    }

    /// <inheritdoc/>
    public override void Finish(BackupIndex index, IReadOnlyList<Segment> segments)
    {
        Add(BackupIndex.FileName, new MemoryStream(index.ToBytes()));
        _tar.Dispose();
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(Beside, _place, overwrite: true);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        try
        {
            _tar.Dispose();
            _file.Dispose();
        }
        finally // on a full disk too, where the room is needed
        {
            File.Delete(Beside);
            Directory.Delete(Path.GetDirectoryName(StateFile)!, recursive: true);
        }
    }

    private void Add(string name, Stream content) => _tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, Mode = OwnerOnly, ModificationTime = DateTimeOffset.UnixEpoch });
}
