using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Offtrail.Sources;

/// <summary>
/// What is remembered of one folder between two looks: which of its files were given, at eight bytes each, and which were
/// not complete yet. A folder is quiet when it can't have changed unnoticed: then its own time is all that a look asks for.
/// </summary>
internal sealed class WatchedFolder
{
    /// <summary>So long after its last change a folder's files are still looked at one by one: a writer that pauses goes on within a file, and the folder's time does not show it.</summary>
    public static readonly TimeSpan Watched = TimeSpan.FromMinutes(10);

    /// <summary>A file of which nothing changed for so long is taken at first sight.</summary>
    private static readonly TimeSpan s_old = TimeSpan.FromMinutes(1);

    private ulong[] _given = []; // sorted
    private List<ulong> _still = []; // what was given and is still there, and what is given by the look under way
    private Dictionary<string, (string Version, long Noted)> _waiting = new(StringComparer.Ordinal);
    private DateTimeOffset _newest;

    /// <summary>The folder's own time when it was listed last; null before.</summary>
    public DateTime? Listed { get; private set; }

    /// <summary>Whether it needs no listing as long as its own time stays.</summary>
    public bool IsQuiet { get; private set; }

    /// <summary>Whether files wait for being complete.</summary>
    public bool HasWaiting => _waiting.Count > 0;

    /// <summary>Files remembered.</summary>
    public int Count => _given.Length;

    /// <summary>Files that are complete and were not given yet.</summary>
    /// <param name="list">Lists the folder without what is left out.</param>
    /// <param name="changed">The folder's own time, read before it is listed.</param>
    /// <param name="settle">How long a file must have stayed as it is.</param>
    /// <param name="clock">The clock.</param>
    public IEnumerable<GivenFile> New(Func<FolderListing.IsLeftOut, List<FolderFile>> list, DateTime changed, TimeSpan settle, TimeProvider clock)
    {
        var (now, at) = (clock.GetUtcNow(), clock.GetTimestamp());
        _still = [];
        _newest = changed;
        var waiting = new Dictionary<string, (string Version, long Noted)>(StringComparer.Ordinal);
        foreach (var file in list(WasGiven))
        {
            if (!IsComplete(file, now, at, settle, clock, out var noted))
            {
                waiting[file.Path] = (file.Object.Version!, noted);
                continue;
            }

            var hash = Hash(file.Name, file.Object.Version);
            _still.Add(hash);
            yield return new GivenFile(file.Object, this, hash);
        }

        _waiting = waiting;
        _given = [.. _still.Order()];
        _still = [];
        Listed = changed;
        IsQuiet = waiting.Count == 0 && now - _newest >= Watched;
    }

    /// <summary>Has it listed at the next look whatever its time says.</summary>
    public void LookAgain() => IsQuiet = false;

    /// <summary>Has files given again.</summary>
    public void GiveAgain(IReadOnlySet<ulong> hashes)
    {
        _given = [.. _given.Where(h => !hashes.Contains(h))];
        LookAgain();
    }

    /// <summary>Forgets which files were given: if the folder ever changes, all are given again.</summary>
    public void Forget() => _given = [];

    private bool WasGiven(ReadOnlySpan<char> name, long size, DateTimeOffset changed)
    {
        if (changed > _newest) _newest = changed;
        var hash = Hash(name, FolderFile.Version(size, changed, stackalloc char[FolderFile.MostVersion]));
        var given = Array.BinarySearch(_given, hash) >= 0;
        if (given) _still.Add(hash);
        return given;
    }

    /// <summary>Old enough at first sight, or the same as at an earlier look. A time in the future tells nothing, so there the looks alone count.</summary>
    private bool IsComplete(FolderFile file, DateTimeOffset now, long at, TimeSpan settle, TimeProvider clock, out long noted)
    {
        var age = now - file.Changed;
        noted = at;
        if (!_waiting.TryGetValue(file.Path, out var before)) return age >= s_old && age >= settle;
        if (before.Version != file.Object.Version) return false;
        noted = before.Noted;
        return clock.GetElapsedTime(noted, at) >= settle && (age >= settle || age < TimeSpan.Zero);
    }

    private static ulong Hash(ReadOnlySpan<char> name, ReadOnlySpan<char> version) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes(version), (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(name)));
}
