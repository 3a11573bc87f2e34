using System.IO.Enumeration;

namespace Offtrail.Sources;

/// <summary>
/// A file, or a folder with all that is below it. Folders of CloudTrail's own layout (…/yyyy/MM/dd) come in the order of
/// their days over all accounts and regions, because a day's events go into the same segments. The order is a matter of
/// speed only: results do not depend on it.
/// </summary>
/// <param name="path">The file or folder.</param>
/// <param name="leftOut">A folder below it that is not part of it: the data folder, when somebody keeps it there.</param>
/// <remarks>Memory: the names of all folders, and of the files of one folder at a time.</remarks>
public sealed class FolderSource(string path, string? leftOut = null) : ISource
{
    /// <inheritdoc/>
    public IEnumerable<SourceObject> Objects(Action<SourceProblem> onProblem)
    {
        if (!Directory.Exists(path))
        {
            yield return Single(path);
            yield break;
        }

        var told = new HashSet<SourceProblem>();
        var linked = new HashSet<string>(StringComparer.Ordinal);
        var folders = FolderTree.Walk(path, leftOut is null ? null : RealPath.Of(leftOut) ?? Path.GetFullPath(leftOut), Tell);
        foreach (var folder in folders.OrderBy(Day, StringComparer.Ordinal).ThenBy(f => f, StringComparer.Ordinal))
            foreach (var file in Files(folder, folders, linked, Tell))
                yield return file;

        void Tell(SourceProblem problem) // a folder is walked for its folders and then for its files: what is wrong with it would be told twice
        {
            if (told.Add(problem)) onProblem(problem);
        }
    }

    /// <inheritdoc/>
    public (long Objects, long Bytes) Measure(CancellationToken cancellationToken)
    {
        long objects = 0, bytes = 0;
        foreach (var found in Objects(_ => { }))
        {
            cancellationToken.ThrowIfCancellationRequested();
            objects++;
            bytes += found.Size;
        }

        return (objects, bytes);
    }

    private static List<SourceObject> Files(string folder, HashSet<string> folders, HashSet<string> linked, Action<SourceProblem> onProblem)
    {
        var found = new List<SourceObject>();
        try
        {
            foreach (var (file, target) in Entries(folder))
            {
                if (file is not null)
                {
                    found.Add(file);
                    continue;
                }

                var real = RealPath.Of(target);
                if (real is null) onProblem(new SourceProblem(target, "is a link that leads nowhere", IsLoss: false));
                else if (!folders.Contains(Path.GetDirectoryName(real)!) && linked.Add(real) && Single(real) is { Size: > 0 } single) found.Add(single);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            onProblem(new SourceProblem(folder, FolderTree.Describe(e), IsLoss: true));
        }

        found.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        return found;
    }

    /// <summary>Files as objects, links by their path. One call to the system a file.</summary>
    private static FileSystemEnumerable<(SourceObject? File, string Link)> Entries(string folder) =>
        new(folder, (ref FileSystemEntry entry) => IsLink(ref entry) ? (null, entry.ToFullPath()) : (Of(entry.ToFullPath(), entry.Length, entry.LastWriteTimeUtc), ""), FolderTree.Everything)
        {
            // Nothing to read in an empty file; pipes, sockets and devices look empty too, and reading them could hang.
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && (IsLink(ref entry) || entry.Length > 0),
        };

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    /// <summary>A path that the user named, or a link to a file: a pipe is welcome here.</summary>
    private static SourceObject Single(string path)
    {
        var file = new FileInfo(Path.GetFullPath(path));
        var target = new FileInfo(RealPath.Of(file.FullName) ?? file.FullName);
        return target is { Exists: true, Length: > 0 } ? Of(target.FullName, target.Length, target.LastWriteTimeUtc) : new SourceObject(file.FullName, 0, null, () => Open(file.FullName));
    }

    private static SourceObject Of(string name, long size, DateTimeOffset modified) => new(name, size, $"{size}-{modified.UtcTicks}", () => Open(name));

    /// <summary>Sharing everything spares a lock on the file; no buffer, since the reader has one.</summary>
    private static FileStream Open(string name) => new(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    /// <summary>"yyyy/MM/dd" of a folder that ends so; else empty, which comes first.</summary>
    private static string Day(string folder)
    {
        if (folder.Length < 11) return "";
        var tail = folder.AsSpan(folder.Length - 11);
        for (var i = 0; i < tail.Length; i++)
        {
            var separator = i is 0 or 5 or 8;
            if (separator ? tail[i] is not ('/' or '\\') : !char.IsAsciiDigit(tail[i])) return "";
        }

        return tail.ToString();
    }
}
