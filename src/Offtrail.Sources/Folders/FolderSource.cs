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
        foreach (var folder in FolderTree.ByDay(folders))
            foreach (var file in FolderListing.Of(folder, folders.Contains, linked, (_, _, _) => false, Tell))
                yield return file.Object;

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

    /// <summary>A path that the user named; a pipe is welcome here.</summary>
    private static SourceObject Single(string path)
    {
        var file = new FileInfo(Path.GetFullPath(path));
        var target = new FileInfo(RealPath.Of(file.FullName) ?? file.FullName);
        return target is { Exists: true, Length: > 0 } ? new FolderFile(target.FullName, target.Length, target.LastWriteTimeUtc).Object : new SourceObject(file.FullName, 0, null, () => FolderFile.Open(file.FullName));
    }
}
