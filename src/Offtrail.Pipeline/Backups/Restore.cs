using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>
/// Makes a data folder from a backup, and compares all with the checksums. The state comes into its place last: until then there is no data folder, and
/// what went wrong leaves nothing. A segment that is damaged in the backup stays out, and is one that the next start finds missing.
/// </summary>
public static class Restore
{
    private const string Lake = "lake/";
    private const string StateBeside = DataFolder.StateName + ".restored";

    /// <summary>Restores.</summary>
    /// <param name="place">The backup.</param>
    /// <param name="root">The data folder: there is none yet, or it is empty.</param>
    /// <param name="onFile">Told after each file.</param>
    /// <param name="cancellationToken">Ends it; nothing is left.</param>
    /// <exception cref="IOException">There is something in the folder, or the backup can't be used.</exception>
    /// <exception cref="StateException">The state in the backup is damaged, or a newer Offtrail wrote it.</exception>
    public static BackupSummary Run(string place, string root, Action<string> onFile, CancellationToken cancellationToken)
    {
        root = Path.GetFullPath(root);
        if (File.Exists(root) || (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any()))
            throw new IOException($"{root} is not empty; restore to a new folder with --data, and put it in the place of the other when you have looked at it");
        OwnFolder.CreatePrivate(root);
        using var alone = FolderLock.Exclusive(Path.Combine(root, ".lock")) ?? throw new IOException($"the data folder {root} is in use by another offtrail");
        try
        {
            return Fill(place, root, onFile, cancellationToken);
        }
        catch
        {
            foreach (var folder in Directory.GetDirectories(root)) Directory.Delete(folder, recursive: true);
            foreach (var file in Directory.GetFiles(root).Where(f => f != alone.Name)) File.Delete(file);
            File.Delete(alone.Name);
            throw;
        }
    }

    private static BackupSummary Fill(string place, string root, Action<string> onFile, CancellationToken cancellationToken)
    {
        BackupIndex? index = null;
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, content) in BackupReader.Read(place))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (name == BackupIndex.FileName) index = BackupIndex.Parse(Bytes(content), $"{place}: {name}");
            else if (BackupFiles.IsPlain(name) && name.Contains('/', StringComparison.Ordinal)) written[name] = BackupFiles.Write(content, Path.Combine(root, PathOf(name)));
            else throw new IOException($"{place} is no backup of Offtrail: it holds \"{name}\"");
            onFile(name);
        }

        if (index is null) throw new IOException($"{place} is not whole: {BackupIndex.FileName}, which comes last, is missing");
        foreach (var (name, checksum) in index.Files)
            if (!written.Remove($"{index.Folder}/{name}", out var found) || found != checksum) throw new IOException($"{place} is damaged: {name} is {(found is null ? "missing" : "not as it was written (the checksum differs)")}. Take another backup.");
        var beside = Path.Combine(root, StateBeside);
        var damaged = new List<DamagedSegment>();
        using (var state = StateStore.Open(beside))
        {
            if (state.Faults() is [var fault, ..]) throw new IOException($"{place} is damaged: the state says \"{fault}\". Take another backup.");
            foreach (var segment in state.Manifest.All())
                if (!written.Remove(Lake + segment.Path, out var found) || found != segment.Checksum) damaged.Add(new DamagedSegment(segment, found is null ? "it is missing in the backup" : "it is damaged in the backup", segment.Rows));
        }

        foreach (var left in written.Keys.Concat(damaged.Select(d => Lake + d.Segment.Path)).Select(n => Path.Combine(root, PathOf(n))).Where(File.Exists)) File.Delete(left); // what no manifest lists does not exist
        File.Move(beside, Path.Combine(root, DataFolder.StateName));
        return new BackupSummary(root, index, index.Segments - damaged.Count, damaged);
    }

    /// <summary>Where a file of the backup goes in the data folder.</summary>
    private static string PathOf(string name)
    {
        if (name.StartsWith(Lake, StringComparison.Ordinal)) return name;
        var inside = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return inside == DataFolder.StateName ? StateBeside : inside;
    }

    private static byte[] Bytes(Stream content)
    {
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
