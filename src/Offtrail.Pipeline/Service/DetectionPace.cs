namespace Offtrail.Pipeline;

/// <summary>When a service detects: soon after it did before, and seldom while much waits to be read, since what is judged then is judged again with the rest. On the service's thread.</summary>
/// <param name="clock">The clock.</param>
/// <param name="interval">The longest time from one detection to the next, when nothing comes.</param>
internal sealed class DetectionPace(TimeProvider clock, TimeSpan interval)
{
    /// <summary>From the start to the first detection when nothing waits; a source that has something has answered by then. What waits is read first, so that a service that is killed soon has come on.</summary>
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(500);

    /// <summary>Pause between two detections while events come, at least; else half as long as the last one took, so that time is left for reading.</summary>
    private static readonly TimeSpan s_least = TimeSpan.FromSeconds(1);

    /// <summary>Pause while there is a backlog, at least.</summary>
    private static readonly TimeSpan s_leastOfBacklog = TimeSpan.FromMinutes(1);

    /// <summary>Objects that wait on end for so long are a backlog. In a steady stream there is a moment without any before that.</summary>
    private static readonly TimeSpan s_backlog = TimeSpan.FromSeconds(10);

    private readonly long _began = clock.GetTimestamp();
    private long _emptied = clock.GetTimestamp();
    private TimeSpan _took;

    /// <summary>When the last detection ended, a timestamp of the clock; 0 when there was none.</summary>
    public long Ended { get; private set; }

    /// <summary>Notes that one has ended.</summary>
    public void Done(TimeSpan took)
    {
        _took = took;
        Ended = clock.GetTimestamp();
    }

    /// <summary>Whether the next may begin.</summary>
    /// <param name="isBehind">Whether events came since the last one.</param>
    /// <param name="isEmpty">Whether no object waits to be read.</param>
    public bool IsDue(bool isBehind, bool isEmpty)
    {
        if (isEmpty) _emptied = clock.GetTimestamp();
        return (isBehind && Left(isEmpty) <= TimeSpan.Zero) || (Ended != 0 && clock.GetElapsedTime(Ended) >= interval);
    }

    /// <summary>How long it is until the next may begin, if events came.</summary>
    public TimeSpan Left(bool isEmpty)
    {
        if (Ended == 0) return (isEmpty ? s_first : s_leastOfBacklog) - clock.GetElapsedTime(_began);
        var pause = isEmpty || clock.GetElapsedTime(_emptied) < s_backlog ? Longer(s_least, _took / 2) : Longer(s_leastOfBacklog, 4 * _took);
        return pause - clock.GetElapsedTime(Ended);
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
