namespace Offtrail.Pipeline;

/// <summary>
/// How a service makes room for a command that writes to its folder. The service holds the file <c>.lends</c> as long as it runs; a command holds <c>.wanted</c>. The service sees that between two
/// steps, lets go of the folder, and takes it back when <c>.wanted</c> is free again. So the command does what it does without a service, by the same code and with the same output. Whoever dies,
/// however, lets go of what it held. Who may write to the folder may ask; there is no address and no key in it.
/// </summary>
internal sealed class FolderLending : IDisposable
{
    /// <summary>How often the service looks whether somebody asks: a command waits so long at most, unless a step is in hand.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly DataFolder _folder;
    private readonly TimeProvider _clock;
    private readonly FileStream _lends;
    private long _looked;

    /// <summary>Begins to offer it.</summary>
    public FolderLending(DataFolder folder, TimeProvider clock)
    {
        (_folder, _clock) = (folder, clock);
        _lends = Held(Lends(folder.Root), CancellationToken.None); // others hold it only while they look whether it is held
    }

    /// <summary>Whether somebody asks for room. Looks once a second.</summary>
    public bool IsDue
    {
        get
        {
            if (_clock.GetElapsedTime(_looked) < Look) return false;
            _looked = _clock.GetTimestamp();
            return IsWanted;
        }
    }

    private bool IsWanted => IsHeld(Wanted(_folder.Root));

    /// <summary>What to say of a folder that another process has.</summary>
    public static IOException InUse(string root) =>
        new($"the data folder {root} is in use by another offtrail; wait for it, or choose another with --data. Meanwhile \"offtrail alerts\" and other commands that only read work.");

    /// <summary>Makes room until nobody asks for it any more.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; the folder may be somebody else's then.</exception>
    public async Task LendAsync(CancellationToken cancellationToken)
    {
        _folder.LetGo();
        do await Task.Delay(s_poll, _clock, cancellationToken).ConfigureAwait(false);
        while (IsWanted || !_folder.TryTakeBack());
    }

    /// <summary>Asks the service of a folder for room, and waits for it.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="lockFile">Its lock.</param>
    /// <param name="onWait">Told once when it takes longer than two seconds.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The lock, and what the service waits for to be let go of.</returns>
    /// <exception cref="IOException">Who has the folder is no service.</exception>
    public static (FileStream Lock, FileStream Wanted) Ask(string root, string lockFile, Action onWait, CancellationToken cancellationToken)
    {
        var wanted = default(FileStream);
        using var never = new ManualResetEventSlim();
        try
        {
            for (var waited = TimeSpan.Zero; ; waited += s_poll)
            {
                wanted ??= FolderLock.Exclusive(Wanted(root)); // one asks at a time
                if (wanted is not null && FolderLock.Exclusive(lockFile) is { } room) return (room, wanted);
                if (!IsHeld(Lends(root))) throw InUse(root);
                if (waited == s_patience) onWait();
                never.Wait(s_poll, cancellationToken);
            }
        }
        catch
        {
            wanted?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lends.Dispose();

    private static FileStream Held(string file, CancellationToken cancellationToken)
    {
        using var never = new ManualResetEventSlim();
        while (true)
        {
            if (FolderLock.Exclusive(file) is { } held) return held;
            never.Wait(s_poll, cancellationToken);
        }
    }

    private static bool IsHeld(string file)
    {
        using var free = FolderLock.Exclusive(file);
        return free is null;
    }

    private static string Lends(string root) => Path.Combine(root, ".lends");

    private static string Wanted(string root) => Path.Combine(root, ".wanted");
}
