using System.IO.Enumeration;

namespace Offtrail.Sources;

/// <summary>The files of one folder, links to files among them.</summary>
internal static class FolderListing
{
    /// <summary>Whether a file can be left out, asked before anything is made of it. The name is <see cref="FolderFile.Name"/>.</summary>
    public delegate bool IsLeftOut(ReadOnlySpan<char> name, long size, DateTimeOffset changed);

    /// <summary>The files in the order of their names.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="isFolder">Whether a folder is listed itself: a link to a file there is none of this one's.</param>
    /// <param name="linked">Files that links lead to, each once.</param>
    /// <param name="isLeftOut">What is not wanted.</param>
    /// <param name="onProblem">Is told what can't be looked at.</param>
    public static List<FolderFile> Of(string folder, Func<string, bool> isFolder, HashSet<string> linked, IsLeftOut isLeftOut, Action<SourceProblem> onProblem)
    {
        var found = new List<FolderFile>();
        try
        {
            foreach (var (file, target) in Entries(folder, isLeftOut))
            {
                if (file is not null)
                {
                    found.Add(file);
                    continue;
                }

                var real = RealPath.Of(target);
                if (real is null) onProblem(new SourceProblem(target, "is a link that leads nowhere", IsLoss: false));
                else if (!isFolder(Path.GetDirectoryName(real)!) && linked.Add(real) && new FileInfo(real) is { Exists: true, Length: > 0 } single
                    && !isLeftOut(real, single.Length, single.LastWriteTimeUtc)) found.Add(new FolderFile(real, single.Length, single.LastWriteTimeUtc, IsLinked: true));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            onProblem(new SourceProblem(folder, FolderTree.Describe(e), IsLoss: true));
        }

        found.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return found;
    }

    /// <summary>Files as objects, links by their path. One call to the system a file.</summary>
    private static FileSystemEnumerable<(FolderFile? File, string Link)> Entries(string folder, IsLeftOut isLeftOut) =>
        new(folder, (ref FileSystemEntry entry) => IsLink(ref entry) ? (null, entry.ToFullPath()) : (new FolderFile(entry.ToFullPath(), entry.Length, entry.LastWriteTimeUtc), ""), FolderTree.Everything)
        {
            // Nothing to read in an empty file; pipes, sockets and devices look empty too, and reading them could hang.
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && (IsLink(ref entry) || (entry.Length > 0 && !isLeftOut(entry.FileName, entry.Length, entry.LastWriteTimeUtc))),
        };

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;
}
