using System.Collections.Concurrent;

namespace Offtrail.Sources;

/// <summary>
/// A folder that others write into, with all below it. A file is given when it is complete: when it has stayed as it is for a
/// while. A writer's temporary name is a file like others; renamed when it is whole, it is given under its name, and what was read of
/// it before gives duplicates.
/// </summary>
/// <remarks>
/// A look costs one call to the system a folder, and one a file in folders that changed within ten minutes. Folders do not show what is
/// written into an old file, and some file systems show nothing, so each quarter of an hour all are listed. What was given is remembered
/// at eight bytes a file, for four million files or for one folder; what is forgotten is given again, and the ledger knows it.
/// <para>Files that could not be read are given again after a minute. One caller at a time; an arrival may be settled by another thread.</para>
/// </remarks>
public sealed class LiveFolder(string id, string path, LiveFolderOptions options, TimeProvider clock) : ILiveSource
{
    private const int MostTogether = 1000;
    private const int MostRemembered = 4_000_000;
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_giveAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_everything = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, WatchedFolder> _folders = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(GivenFile File, long From)> _again = [];
    private HashSet<SourceProblem> _told = [];
    private IEnumerator<GivenFile>? _look;
    private Action<SourceProblem> _onProblem = _ => { };
    private long? _lookedAtAll;
    private long _ended;
    private TimeSpan _pause;

    /// <inheritdoc/>
    public string Id => id;

    /// <inheritdoc/>
    public async Task<Arrival> NextAsync(Action<SourceProblem> onProblem, CancellationToken cancellationToken)
    {
        if (_look is null && _pause - clock.GetElapsedTime(_ended) is { Ticks: > 0 } rest)
        {
            var wait = rest < s_longestWait ? rest : s_longestWait;
            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
            if (wait < rest) return Arrival.None;
        }

        var began = clock.GetTimestamp();
        var found = new List<GivenFile>();
        _onProblem = onProblem;
        _look ??= Look().GetEnumerator();
        while (found.Count < MostTogether && _look is not null)
        {
            if (cancellationToken.IsCancellationRequested && found.Count > 0) break; // they count as given
            cancellationToken.ThrowIfCancellationRequested();
            if (_look.MoveNext()) found.Add(_look.Current);
            else EndLook(began);
        }

        return found.Count > 0 ? new FolderArrival(found, file => _again.Enqueue((file, clock.GetTimestamp()))) : Arrival.None;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _look?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void EndLook(long began)
    {
        _look?.Dispose();
        _look = null;
        _ended = clock.GetTimestamp();
        var usual = _folders.Values.Any(f => f.HasWaiting) && options.Settle < options.Poll ? options.Settle : options.Poll;
        var fair = clock.GetElapsedTime(began) * 9;
        _pause = usual > fair ? usual : fair;
    }

    private IEnumerable<GivenFile> Look()
    {
        var problems = new HashSet<SourceProblem>();
        var all = _lookedAtAll is not { } last || clock.GetElapsedTime(last) >= s_everything;
        if (all) _lookedAtAll = clock.GetTimestamp();
        TakeBackDue();
        var changed = Changed(all, Tell);
        var linked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in FolderTree.ByDay(changed.Keys))
        {
            var watched = _folders[folder];
            var known = problems.Count;
            foreach (var file in watched.New(isLeftOut => FolderListing.Of(folder, _folders.ContainsKey, linked, isLeftOut, Tell), changed[folder], options.Settle, clock))
                yield return file;
            if (problems.Count > known) watched.LookAgain();
        }

        ForgetSome();
        _told = problems;

        void Tell(SourceProblem problem) // once, until it is mended and comes back
        {
            if (problems.Add(problem) && !_told.Contains(problem)) _onProblem(problem);
        }
    }

    /// <summary>The folders that have to be listed, each with its own time. Brings the list of folders up to date.</summary>
    private Dictionary<string, DateTime> Changed(bool all, Action<SourceProblem> onProblem)
    {
        var leftOut = options.LeftOut is null ? null : RealPath.Of(options.LeftOut) ?? Path.GetFullPath(options.LeftOut);
        var changed = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        var root = RealPath.Of(path) ?? Path.GetFullPath(path);
        if (!Directory.Exists(root)) onProblem(new SourceProblem(root, File.Exists(root) ? "is a file; a folder is watched" : "is not there; it is looked for again and again", IsLoss: true));
        var open = new Stack<string>(_folders.Keys.Append(root));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryPop(out var folder))
        {
            if (folder == leftOut || !seen.Add(folder)) continue;
            if (new DirectoryInfo(folder) is not { Exists: true, LastWriteTimeUtc: var time })
            {
                _folders.Remove(folder);
                continue;
            }

            if (!_folders.TryGetValue(folder, out var watched)) _folders[folder] = watched = new WatchedFolder();
            if (!all && watched.IsQuiet && watched.Listed == time) continue;
            changed[folder] = time;
            if (!all && watched.Listed == time && clock.GetUtcNow() - time >= WatchedFolder.Watched) continue; // nothing new but what is written into its files
            foreach (var below in FolderTree.FoldersIn(folder, onProblem)) open.Push(below);
        }

        return changed;
    }

    private void TakeBackDue()
    {
        while (_again.TryPeek(out var next) && clock.GetElapsedTime(next.From) >= s_giveAgain && _again.TryDequeue(out next)) next.File.Folder.GiveAgain(next.File.Hash);
    }

    private void ForgetSome()
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
