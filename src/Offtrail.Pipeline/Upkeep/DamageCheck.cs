using System.Globalization;
using Offtrail.Lake;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>
/// Holds the files of the lake against the manifest. What does not agree is set apart: its file is moved out of the lake,
/// its objects are marked to be read again, and its events count as missing until they have been.
/// </summary>
public static class DamageCheck
{
    /// <summary>The quick check, made whenever a folder is opened for writing: each file is there and has its size.</summary>
    public static IReadOnlyList<DamagedSegment> Presence(DataFolder folder) => SetApart(folder, s => Look(folder, s));

    /// <summary>The whole check: each file's bytes are those that were written.</summary>
    /// <param name="folder">Open for writing.</param>
    /// <param name="onSegment">Told after each segment, for a progress display.</param>
    /// <param name="cancellationToken">Stops between segments.</param>
    public static IReadOnlyList<DamagedSegment> Checksums(DataFolder folder, Action<Segment> onSegment, CancellationToken cancellationToken) => SetApart(folder, s =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        var reason = Look(folder, s) ?? Compare(folder, s);
        onSegment(s);
        return reason;
    });

    /// <summary>What is wrong with a segment's bytes; null when nothing is.</summary>
    public static string? Compare(DataFolder folder, Segment segment)
    {
        try
        {
            return LakeFolder.Checksum(folder.Lake.PathOf(segment)) == segment.Checksum ? null : "its bytes are not those that were written (the checksum differs)";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"it can't be read: {e.Message}";
        }
    }

    /// <summary>What a look at its file tells; null when all is well.</summary>
    public static string? Look(DataFolder folder, Segment segment)
    {
        var file = new FileInfo(folder.Lake.PathOf(segment));
        if (!file.Exists) return "its file is missing";
        return file.Length == segment.Bytes ? null : string.Create(CultureInfo.InvariantCulture, $"its file has {file.Length:N0} bytes and not {segment.Bytes:N0}");
    }

    private static List<DamagedSegment> SetApart(DataFolder folder, Func<Segment, string?> problem)
    {
        var found = folder.State.Manifest.All().Select(s => (Segment: s, Reason: problem(s))).Where(f => f.Reason is not null)
            .Select(f => new DamagedSegment(f.Segment, f.Reason!, f.Segment.Rows)).ToList();
        if (found.Count == 0) return found;
        foreach (var damaged in found) MoveAway(folder, damaged.Segment);
        folder.State.InTransaction(() =>
        {
            foreach (var damaged in found) folder.State.Manifest.SetApart(damaged.Segment, damaged.Reason);
            return true;
        });
        folder.HadDamage = true;
        return found;
    }

    /// <summary>Removes the files of segments set apart that nobody waits for any more: all of their events are back, or their day was dropped.</summary>
    internal static void RemoveRestored(DataFolder folder)
    {
        if (!Directory.Exists(folder.DamagedFolder)) return;
        var waiting = folder.State.Manifest.Damaged().Select(d => ApartPath(folder, d.Segment)).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(folder.DamagedFolder, "account=*.parquet").Where(f => !waiting.Contains(f))) File.Delete(file);
    }

    private static string ApartPath(DataFolder folder, Segment segment) => Path.Combine(folder.DamagedFolder, segment.Path.Replace('/', '_'));

    /// <summary>First the file, then the manifest: after a crash in between the file is missing, and is found so again.</summary>
    private static void MoveAway(DataFolder folder, Segment segment)
    {
        var from = folder.Lake.PathOf(segment);
        if (!File.Exists(from)) return;
        Directory.CreateDirectory(folder.DamagedFolder);
        File.Move(from, ApartPath(folder, segment), overwrite: true);
    }
}
