using Offtrail.Sources;

namespace Offtrail.Aws;

/// <summary>A place that can't be reached at times: told once each time, and tried again after pauses that grow. Safe for many threads.</summary>
internal sealed class Outage(string place, Action<SourceProblem> tell)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private string? _reason;
    private int _failures;

    /// <summary>It failed. Gives how long to leave it alone: 1 s, doubled with each failure, at most a minute.</summary>
    public TimeSpan Failed(AwsFault fault)
    {
        lock (_lock)
        {
            if (_reason is null) tell(new SourceProblem(place, $"{fault.Reason} (tried again and again; this is told once)", IsLoss: false));
            _reason = fault.Reason;
            var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(_failures++, 10)));
            return pause < s_longest ? pause : s_longest;
        }
    }

    /// <summary>It worked.</summary>
    public void Ended()
    {
        lock (_lock) (_reason, _failures) = (null, 0);
    }
}
