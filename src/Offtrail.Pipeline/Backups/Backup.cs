using Offtrail.Lake;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>
/// Copies a data folder as it is at one instant, also while a service writes to it. The instant is that of the state's copy, which SQLite makes beside
/// writers; the segments that it lists stay where they are for as long as the folder is held open for reading.
/// </summary>
/// <param name="folder">Opened for reading.</param>
/// <param name="clock">Tells the time.</param>
public sealed class Backup(DataFolder folder, TimeProvider clock)
{
    /// <summary>How a file's name must end for the backup to be an archive.</summary>
    public const string ArchiveEnding = ".tar";

    /// <summary>Makes it.</summary>
    /// <param name="place">A file that ends in .tar, or a folder: new, empty, or with an earlier backup, to which what is new is added.</param>
    /// <param name="onBytes">Told, for a progress display, how many bytes of the lake are done, of how many.</param>
    /// <param name="cancellationToken">Ends it; the backup before it stays.</param>
    /// <exception cref="IOException">The place can't be used.</exception>
    public BackupSummary Run(string place, Action<long, long> onBytes, CancellationToken cancellationToken)
    {
        place = Path.GetFullPath(place);
        if ((place + Path.DirectorySeparatorChar).StartsWith(folder.Root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new IOException($"{place} is in the data folder {folder.Root}, and would be lost with it; choose a place elsewhere");
        using BackupTarget target = place.EndsWith(ArchiveEnding, StringComparison.OrdinalIgnoreCase) ? new BackupArchive(place) : new BackupFolder(place, clock);
        var at = clock.Micros();
        folder.State.CopyTo(target.StateFile);
        var segments = Segments(target.StateFile);
        var (damaged, added, done, all) = (new List<DamagedSegment>(), 0, 0L, segments.Sum(s => s.Bytes));
        foreach (var segment in segments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!target.Has(segment))
            {
                if (target.AddSegment(segment, folder) is { } reason) damaged.Add(new DamagedSegment(segment, reason, segment.Rows));
                else added++;
            }

            onBytes(done += segment.Bytes, all);
        }

        var files = new Dictionary<string, string>(StringComparer.Ordinal) { [DataFolder.StateName] = target.AddFile(DataFolder.StateName, target.StateFile) };
        foreach (var file in folder.FilesOfTheUser()) files[Path.GetRelativePath(folder.Root, file).Replace(Path.DirectorySeparatorChar, '/')] = target.AddFile(Path.GetRelativePath(folder.Root, file), file);
        var index = new BackupIndex { Form = BackupIndex.CurrentForm, MadeAt = at, Folder = target.Folder, Files = files, Events = segments.Sum(s => s.Rows), Segments = segments.Count, Bytes = all };
        target.Finish(index, segments);
        return new BackupSummary(place, index, added, damaged);
    }

    private static IReadOnlyList<Segment> Segments(string stateFile)
    {
        using var copy = StateStore.Open(stateFile);
        return copy.Manifest.All();
    }
}
