namespace Offtrail.Server;

/// <summary>Long work that somebody began.</summary>
public sealed class Operation(string id, string kind, string by, long begunAt, CancellationTokenSource cancel)
{
    private readonly Lock _lock = new();
    private (string State, double Progress, object? Result, string? Error) _now = ("waiting", 0, null, null);

    /// <summary>Its id.</summary>
    public string Id => id;

    /// <summary>What it is.</summary>
    public string Kind => kind;

    /// <summary>Who began it.</summary>
    public string By => by;

    /// <summary>When, microseconds since 1970 UTC.</summary>
    public long BegunAt => begunAt;

    /// <summary>Is set when it is to end.</summary>
    public CancellationToken Cancelled => cancel.Token;

    /// <summary>waiting, running, done, failed or cancelled.</summary>
    public string State => Read().State;

    /// <summary>How far it is, 0 to 1.</summary>
    public double Progress => Read().Progress;

    /// <summary>What came of it; null unless it is done.</summary>
    public object? Result => Read().Result;

    /// <summary>Why it failed; null unless it did.</summary>
    public string? Error => Read().Error;

    /// <summary>Whether it will not change any more.</summary>
    public bool IsDone => State is "done" or "failed" or "cancelled";

    /// <summary>Ends it as soon as it can.</summary>
    public void Cancel() => cancel.Cancel();

    /// <summary>Says how it is.</summary>
    internal void Set(string state, double progress, object? result, string? error)
    {
        lock (_lock) _now = (state, progress, result, error);
    }

    private (string State, double Progress, object? Result, string? Error) Read()
    {
        lock (_lock) return _now;
    }
}
