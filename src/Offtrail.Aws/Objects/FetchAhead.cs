namespace Offtrail.Aws;

/// <summary>An object's bytes, fetched before they are asked for. They are let go with the first reading, however long the object itself is remembered.</summary>
internal sealed class FetchAhead(Func<Task<byte[]>> fetch)
{
    private readonly Lock _lock = new();
    private Task<byte[]>? _begun;

    public void Begin()
    {
        lock (_lock) _begun ??= Observed(Task.Run(fetch));
    }

    /// <summary>The fetch that was begun, else a new one. The next call fetches again.</summary>
    public Task<byte[]> Take()
    {
        lock (_lock)
        {
            var taken = _begun ?? Task.Run(fetch);
            _begun = null;
            return taken;
        }
    }

    /// <summary>Nobody may come for it any more: its failure is no one's then.</summary>
    private static Task<byte[]> Observed(Task<byte[]> task)
    {
        _ = task.ContinueWith(t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }
}
