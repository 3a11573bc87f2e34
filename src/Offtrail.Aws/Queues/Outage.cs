using Offtrail.Sources;

namespace Offtrail.Aws;

/// <summary>A place that can't be reached at times: it is tried again after pauses that grow. Safe for many threads.</summary>
/// <param name="place">What people call it.</param>
/// <param name="onChange">Told when it begins and when it ends.</param>
internal sealed class Outage(string place, Action onChange)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private string? _reason;
    private int _failures;

    /// <summary>What is wrong now; null while it works.</summary>
    public SourceProblem? Problem
    {
        get
        {
            lock (_lock) return _reason is null ? null : new SourceProblem(place, $"{_reason} (it is tried again and again)", IsLoss: false);
        }
    }

    /// <summary>It failed. Gives how long to leave it alone: 1 s, doubled with each failure, at most a minute.</summary>
    public TimeSpan Failed(AwsFault fault)
    {
        lock (_lock)
        {
            var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(_failures++, 10)));
            Set(fault.Reason);
            return pause < s_longest ? pause : s_longest;
        }
    }

    /// <summary>It worked.</summary>
    public void Ended()
    {
        lock (_lock)
        {
            _failures = 0;
            Set(null);
        }
    }

    private void Set(string? reason)
    {
        var isChange = _reason is null != reason is null;
        _reason = reason;
        if (isChange) onChange();
    }
}
