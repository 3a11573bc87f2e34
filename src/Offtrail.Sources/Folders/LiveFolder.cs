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
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_giveAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_everything = TimeSpan.FromMinutes(15);

    private readonly WatchedTree _tree = new(path, options.LeftOut, clock);
    private readonly ConcurrentQueue<(GivenFile File, long From)> _again = [];
    private HashSet<SourceProblem> _problems = []; // of the last whole look
    private HashSet<SourceProblem> _found = []; // of the look under way
    private IEnumerator<GivenFile>? _look;
    private CancellationToken _cancelled; // of the call under way
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
            if (wait < rest)
            {
                foreach (var problem in _problems) onProblem(problem);
                return Arrival.None;
            }
        }

        var found = LookOn(cancellationToken);
        foreach (var problem in _problems.Union(_found)) onProblem(problem);
        return found.Count > 0 ? new FolderArrival(found, file => _again.Enqueue((file, clock.GetTimestamp()))) : Arrival.None;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _look?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Goes on with the look under way, or begins one.</summary>
    private List<GivenFile> LookOn(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var found = new List<GivenFile>();
        _cancelled = cancellationToken;
        _look ??= Look().GetEnumerator();
        try
        {
            while (found.Count < MostTogether && !(cancellationToken.IsCancellationRequested && found.Count > 0)) // those found count as given
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (_look.MoveNext()) found.Add(_look.Current);
                else
                {
                    EndLook(began);
                    break;
                }
            }
        }
        catch
        {
            foreach (var file in found) _again.Enqueue((file, began)); // nobody gets them now
            _look.Dispose();
            _look = null; // the next one begins anew
            throw;
        }

        return found;
    }

    private void EndLook(long began)
    {
        _look?.Dispose();
        _look = null;
        (_problems, _found) = (_found, []);
        _ended = clock.GetTimestamp();
        var usual = _tree.HasWaiting && options.Settle < options.Poll ? options.Settle : options.Poll;
        var fair = clock.GetElapsedTime(began) * 9;
        _pause = usual > fair ? usual : fair;
    }

    private IEnumerable<GivenFile> Look()
    {
        _found = [];
        var all = _lookedAtAll is not { } last || clock.GetElapsedTime(last) >= s_everything;
        if (all) _lookedAtAll = clock.GetTimestamp();
        TakeBackDue();
        var changed = _tree.Changed(all, p => _found.Add(p), _cancelled);
        var linked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in FolderTree.ByDay(changed.Keys))
        {
            var (watched, time) = changed[folder];
            var isWell = true;
            foreach (var file in watched.New(isLeftOut => FolderListing.Of(folder, _tree.Contains, linked, isLeftOut, Tell), time, options.Settle, clock))
                yield return file;
            if (!isWell) watched.LookAgain(); // what is wrong is told for as long as it lasts

            void Tell(SourceProblem problem)
            {
                isWell = false;
                _found.Add(problem);
            }
        }

        _tree.ForgetSome();
    }

    private void TakeBackDue()
    {
        var due = new List<GivenFile>();
        while (_again.TryPeek(out var next) && clock.GetElapsedTime(next.From) >= s_giveAgain && _again.TryDequeue(out next)) due.Add(next.File);
        foreach (var folder in due.GroupBy(f => f.Folder)) folder.Key.GiveAgain(folder.Select(f => f.Hash).ToHashSet());
    }
}
