namespace Offtrail.Pipeline;

/// <summary>
/// Removes files of the lake that the manifest does not list: what a crash left half done, and what compaction and retention
/// replaced. Only while nobody reads, since a reader goes by the manifest as it was when it began; else the next one does it.
/// </summary>
internal static class Tidying
{
    /// <summary>Tidies up if there may be something to tidy. False when that has to wait for the next start.</summary>
    public static bool IfUntidy(DataFolder folder)
    {
        if (!File.Exists(folder.UntidyMark)) return true;
        using var alone = FolderLock.Exclusive(folder.ReadersLock);
        if (alone is null) return false;
        try
        {
            Remove(folder);
            File.Delete(folder.UntidyMark);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // the mark stays
        }
    }

    private static void Remove(DataFolder folder)
    {
        var listed = folder.State.Manifest.All().Select(s => s.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var file in folder.Lake.Files().Where(f => IsOurs(f) && !listed.Contains(f)).ToArray())
        {
            var full = Path.Combine(folder.Lake.Root, file);
            File.Delete(full);
            RemoveIfEmpty(Path.GetDirectoryName(full)!);
        }
    }

    /// <summary>What somebody else put there is left alone.</summary>
    private static bool IsOurs(string file) => file.EndsWith(".parquet", StringComparison.Ordinal) || file.EndsWith(".parquet.new", StringComparison.Ordinal);

    private static void RemoveIfEmpty(string day)
    {
        if (!Directory.EnumerateFileSystemEntries(day).Any()) Directory.Delete(day);
    }
}
