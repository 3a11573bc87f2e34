using Offtrail.Lake;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>
/// The folder with the lake, the state and temporary files. One process at a time writes to it; others may read meanwhile.
/// </summary>
/// <remarks>
/// Files: <c>state.db</c>; <c>lake/</c>; <c>damaged/</c>, segments set apart; <c>tmp/</c>; <c>.lock</c>, held by the writer;
/// <c>.readers</c>, held shared by readers, so that files which they may still read are not removed under them; <c>.untidy</c>,
/// there while the lake may have files that the manifest does not list; <c>.sending</c>, held by whoever sends alerts; <c>.lends</c>
/// and <c>.wanted</c>, of <see cref="FolderLending"/>.
/// </remarks>
public sealed class DataFolder : IDisposable
{
    /// <summary>What a user may have put there before the first run.</summary>
    private static readonly string[] s_ofTheUser = [ExceptionList.FileName, SinkList.FileName, DisabledRules.FileName, Pack.TuningFile, ServiceFile, RuleFolder.Name, JobFolder.Name];

    /// <summary>Name of the state's file.</summary>
    public const string StateName = "state.db";

    /// <summary>Name of the file that says what a service reads and how it answers (docs/service.md).</summary>
    public const string ServiceFile = "offtrail.yaml";

    private readonly FileStream? _readers;
    private readonly FileStream? _wanted;
    private FileStream? _lock;
    private int _unlisted;

    private DataFolder(string root, FileStream? inUse, FileStream? wanted, FileStream? readers, StateStore state)
    {
        Root = root;
        _lock = inUse;
        _wanted = wanted;
        _readers = readers;
        State = state;
        Lake = new LakeFolder(Path.Combine(root, "lake"));
    }

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>The lake's files.</summary>
    public LakeFolder Lake { get; }

    /// <summary>The state.</summary>
    public StateStore State { get; }

    /// <summary>For what does not fit into memory; emptied when the folder is opened for writing.</summary>
    public string Temp => Path.Combine(Root, "tmp");

    /// <summary>Where damaged segments are put.</summary>
    public string DamagedFolder => Path.Combine(Root, "damaged");

    /// <summary>Segments that were found missing or cut short when the folder was opened; they are set apart now.</summary>
    public IReadOnlyList<DamagedSegment> FoundDamaged { get; private set; } = [];

    /// <summary>Whether events of damaged segments are still missing; their objects are read again by whoever meets them.</summary>
    internal bool HadDamage { get; set; }

    /// <summary>Opens a folder for writing; makes it when there is none, and puts right what a crash left.</summary>
    /// <exception cref="IOException">Another process uses it, or it can't be made.</exception>
    public static DataFolder OpenForWriting(string path)
    {
        var root = Prepare(path);
        return OpenForWriting(root, FolderLock.Exclusive(LockFile(root)) ?? throw FolderLending.InUse(root), wanted: null);
    }

    /// <summary>The same; but a service that has the folder is asked to make room, and waits until it is given back by disposing of it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="onWait">Told once when that takes longer than two seconds.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">Another process uses it that is no service, or it can't be made.</exception>
    public static DataFolder Borrow(string path, Action onWait, CancellationToken cancellationToken)
    {
        var root = Prepare(path);
        if (FolderLock.Exclusive(LockFile(root)) is { } free) return OpenForWriting(root, free, wanted: null);
        var (inUse, wanted) = FolderLending.Ask(root, LockFile(root), onWait, cancellationToken);
        return OpenForWriting(root, inUse, wanted);
    }

    private static string Prepare(string path)
    {
        var root = Path.GetFullPath(path);
        OwnFolder.CreatePrivate(root);
        RefuseForeign(root);
        return root;
    }

    private static DataFolder OpenForWriting(string root, FileStream inUse, FileStream? wanted)
    {
        StateStore? state = null;
        try
        {
            state = StateStore.Open(StateFile(root));
            Directory.CreateDirectory(Path.Combine(root, "lake"));
            var temp = Path.Combine(root, "tmp");
            if (wanted is null && Directory.Exists(temp)) Directory.Delete(temp, recursive: true); // requests to a service go on, and have files there
            Directory.CreateDirectory(temp);
            var folder = new DataFolder(root, inUse, wanted, null, state);
            folder.FoundDamaged = DamageCheck.Presence(folder);
            folder.HadDamage = state.Manifest.Damaged().Count > 0;
            DamageCheck.RemoveRestored(folder);
            if (!Tidying.IfUntidy(folder)) folder._unlisted++;
            File.WriteAllBytes(folder.UntidyMark, []);
            return folder;
        }
        catch
        {
            state?.Dispose();
            inUse.Dispose();
            wanted?.Dispose();
            throw;
        }
    }

    /// <summary>Whether there is data of Offtrail in a folder.</summary>
    public static bool IsThere(string path) => File.Exists(StateFile(path));

    /// <summary>Opens a folder for reading, also while another process writes to it, and where nobody may write.</summary>
    /// <exception cref="IOException">It holds no data of Offtrail.</exception>
    public static DataFolder OpenForReading(string path)
    {
        var root = Path.GetFullPath(path);
        if (!File.Exists(StateFile(root))) throw new IOException($"{root} holds no data of Offtrail yet; \"offtrail detect PATH --data {path}\" makes it");
        var readers = FolderLock.Shared(Path.Combine(root, ".readers"));
        try
        {
            return new DataFolder(root, null, null, readers, StateStore.OpenForReading(StateFile(root)));
        }
        catch
        {
            readers?.Dispose();
            throw;
        }
    }

    /// <summary>A connection of one's own to the state; the caller disposes of it.</summary>
    public StateStore OpenState() => StateStore.Open(StateFile(Root));

    /// <summary>Says that files are in the lake now which the manifest does not list. From any thread.</summary>
    internal void BeginUnlisted() => Interlocked.Increment(ref _unlisted);

    /// <summary>Says that the manifest lists them all now. Not called when that fails; then the folder is tidied up.</summary>
    internal void EndUnlisted() => Interlocked.Decrement(ref _unlisted);

    /// <summary>Removes files of the lake that nobody needs any more, unless somebody reads now. Not while anything is written.</summary>
    internal void TidyUp()
    {
        if (_lock is null || !Tidying.IfUntidy(this)) return;
        File.WriteAllBytes(UntidyMark, []);
        _unlisted = 0;
    }

    /// <summary>Lets another process write. Until <see cref="TryTakeBack"/> nothing of it may be changed here but the state.</summary>
    internal void LetGo()
    {
        _lock!.Dispose();
        _lock = null;
    }

    /// <summary>Has it again, if nobody else has it.</summary>
    internal bool TryTakeBack()
    {
        if ((_lock = FolderLock.Exclusive(LockFile(Root))) is null) return false;
        File.WriteAllBytes(UntidyMark, []);
        HadDamage = State.Manifest.Damaged().Count > 0;
        return true;
    }

    /// <summary>A folder of the user's own must not become ours: what is ours is emptied and tidied. One with a configuration of ours in it is meant to be; keys and certificates may stand beside that.</summary>
    private static void RefuseForeign(string root)
    {
        if (File.Exists(StateFile(root)) || File.Exists(Path.Combine(root, ServiceFile))) return;
        if (Directory.EnumerateFileSystemEntries(root).Select(Path.GetFileName).FirstOrDefault(n => n != ".lock" && !s_ofTheUser.Contains(n)) is { } foreign)
            throw new IOException($"{root} holds something that is not Offtrail's ({foreign}); name a new or an empty folder with --data");
    }

    internal string UntidyMark => Path.Combine(Root, ".untidy");

    internal string SendingLock => Path.Combine(Root, ".sending");

    internal string ReadersLock => Path.Combine(Root, ".readers");

    private static string LockFile(string root) => Path.Combine(root, ".lock");

    private static string StateFile(string root) => Path.Combine(root, StateName);

    /// <summary>The files that the user wrote: definitions, sinks, what a service reads.</summary>
    internal IEnumerable<string> FilesOfTheUser() => s_ofTheUser.Select(name => Path.Combine(Root, name)).SelectMany(path =>
        File.Exists(path) ? [path] : Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : Enumerable.Empty<string>());

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_lock is not null && _unlisted > 0) Tidying.IfUntidy(this);
        else if (_lock is not null) File.Delete(UntidyMark); // spares a walk over all files
        State.Dispose();
        _readers?.Dispose();
        _lock?.Dispose();
        _wanted?.Dispose(); // last: now a service takes the folder back
    }
}
