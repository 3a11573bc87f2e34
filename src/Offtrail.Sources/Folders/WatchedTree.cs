namespace Offtrail.Sources;

/// <summary>A folder that is watched and all below it, with what is remembered of each between two looks.</summary>
/// <param name="path">The folder.</param>
/// <param name="leftOut">A folder below it that is not part of it; null for none.</param>
/// <param name="clock">The clock.</param>
internal sealed class WatchedTree(string path, string? leftOut, TimeProvider clock)
{
    private const int MostRemembered = 4_000_000;

    private readonly Dictionary<string, WatchedFolder> _folders = new(StringComparer.Ordinal);

    /// <summary>Whether files wait for being complete.</summary>
    public bool HasWaiting => _folders.Values.Any(f => f.HasWaiting);

    /// <summary>Whether a folder is watched.</summary>
    public bool Contains(string folder) => _folders.ContainsKey(folder);

    /// <summary>The folders that have to be listed, each with its own time. Brings the list of folders up to date.</summary>
    /// <param name="all">Whether all have to be.</param>
    /// <param name="onProblem">Is told what can't be looked at.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public Dictionary<string, (WatchedFolder Folder, DateTime Time)> Changed(bool all, Action<SourceProblem> onProblem, CancellationToken cancellationToken)
    {
        var away = leftOut is null ? null : RealPath.Of(leftOut) ?? Path.GetFullPath(leftOut);
        var changed = new Dictionary<string, (WatchedFolder, DateTime)>(StringComparer.Ordinal);
        var root = RealPath.Of(path) ?? Path.GetFullPath(path);
        if (!Directory.Exists(root)) onProblem(new SourceProblem(root, File.Exists(root) ? "is a file; a folder is watched" : "is not there; it is looked for again and again", IsLoss: true));
        var open = new Stack<string>(_folders.Keys.Append(root));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryPop(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (folder == away || !seen.Add(folder)) continue;
            if (new DirectoryInfo(folder) is not { Exists: true, LastWriteTimeUtc: var time })
            {
                _folders.Remove(folder);
                continue;
            }

            if (!_folders.TryGetValue(folder, out var watched)) _folders[folder] = watched = new WatchedFolder();
            if (!all && watched.IsQuiet && watched.Listed == time) continue;
            changed[folder] = (watched, time);
            if (!all && watched.Listed == time && clock.GetUtcNow() - time >= WatchedFolder.Watched) continue; // nothing new but what is written into its files
            foreach (var below in FolderTree.FoldersIn(folder, onProblem)) open.Push(below);
        }

        return changed;
    }

    /// <summary>Forgets the files of quiet folders, those first that were listed longest ago, until no more than four million are remembered.</summary>
    public void ForgetSome()
    {
        long remembered = _folders.Values.Sum(f => (long)f.Count);
        foreach (var folder in _folders.Values.OrderBy(f => f.Listed))
        {
            if (remembered <= MostRemembered || !folder.IsQuiet) continue;
            remembered -= folder.Count;
            folder.Forget();
        }
    }
}
