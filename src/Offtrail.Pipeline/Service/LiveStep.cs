namespace Offtrail.Pipeline;

/// <summary>
/// One of the things that a service does again and again. It fails by itself: it is tried again after a pause that grows (<see cref="Backoff"/>), and the
/// others go on meanwhile.
/// </summary>
/// <param name="name">What the service does then, such as <c>ingesting</c>.</param>
/// <param name="isDue">Whether there is something to do. Asked often: it looks at memory, and seldom at more.</param>
/// <param name="work">Does it.</param>
/// <param name="clock">The clock.</param>
internal sealed class LiveStep(string name, Func<bool> isDue, Func<CancellationToken, Task> work, TimeProvider clock)
{
    private int _failures;
    private long _failed;
    private TimeSpan _pause;

    /// <summary>What the service does then.</summary>
    public string Name => name;

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether it is to be done now.</summary>
    public bool IsDue => (Fault is null || clock.GetElapsedTime(_failed) >= _pause) && isDue();

    /// <summary>Does it.</summary>
    public async Task RunAsync(CancellationToken abort)
    {
        await work(abort).ConfigureAwait(false);
        (_failures, Fault) = (0, null);
    }

    /// <summary>Notes that it failed. Gives the pause.</summary>
    public TimeSpan Failed(Exception fault)
    {
        Fault = fault.Message;
        _failed = clock.GetTimestamp();
        return _pause = Backoff.After(name, ++_failures);
    }
}
