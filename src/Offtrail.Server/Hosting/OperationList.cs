using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Offtrail.Anomalies;
using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>Long work that requests begin and ask about later. Kept in memory: the newest hundred, until the service ends.</summary>
public sealed partial class OperationList(TimeProvider clock, ILogger<OperationList> log) : IDisposable
{
    private const int Most = 100;

    private readonly ConcurrentDictionary<string, Operation> _all = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _ending = new();

    /// <summary>Begins something; one runs at a time, the others wait.</summary>
    /// <param name="kind">What it is, such as backtest.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="work">Does it. Is handed a way to tell how far it is, 0 to 1.</param>
    /// <exception cref="ApiException">A hundred are not done yet.</exception>
    public Operation Begin(string kind, string by, Func<Action<double>, CancellationToken, object> work) => Begin(kind, by, (tell, cancelled) => Task.FromResult(work(tell, cancelled)));

    /// <summary>The same of what waits for others.</summary>
    public Operation Begin<T>(string kind, string by, Func<Action<double>, CancellationToken, Task<T>> work) where T : notnull
    {
        foreach (var old in _all.Values.Where(o => o.IsDone).OrderByDescending(o => o.BegunAt).Skip(Most / 2)) _all.TryRemove(old.Id, out _);
        if (_all.Count >= Most) throw new ApiException("operation", "too many operations wait; try again when some are done, or cancel one");
        var operation = new Operation(KeySecret.NewId(), kind, by, clock.Micros(), CancellationTokenSource.CreateLinkedTokenSource(_ending.Token));
        _all[operation.Id] = operation;
        _ = Task.Run(() => RunAsync(operation, async (tell, cancelled) => await work(tell, cancelled).ConfigureAwait(false)), CancellationToken.None);
        return operation;
    }

    /// <summary>One of them; null when there is none of this id.</summary>
    public Operation? Find(string id) => _all.GetValueOrDefault(id);

    /// <summary>All, newest first.</summary>
    public IReadOnlyList<Operation> List() => [.. _all.Values.OrderByDescending(o => o.BegunAt).ThenBy(o => o.Id, StringComparer.Ordinal)];

    private async Task RunAsync(Operation operation, Func<Action<double>, CancellationToken, Task<object>> work)
    {
        try
        {
            await _one.WaitAsync(operation.Cancelled).ConfigureAwait(false);
            try
            {
                operation.Set("running", 0, null, null);
                operation.Set("done", 1, await work(p => operation.Set("running", p, null, null), operation.Cancelled).ConfigureAwait(false), null);
            }
            finally
            {
                _one.Release();
            }
        }
        catch (OperationCanceledException)
        {
            operation.Set("cancelled", operation.Progress, null, null);
        }
        catch (Exception e)
        {
            if (e is not (DefinitionException or ApiException)) Failed(log, operation.Kind, operation.Id, e);
            operation.Set("failed", operation.Progress, null, e is DefinitionException or ApiException or IOException ? e.Message : "a fault of Offtrail; the log says more");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
        _one.Dispose();
    }

    [LoggerMessage(21, LogLevel.Error, "operation {Kind} {Id} failed")]
    private static partial void Failed(ILogger log, string kind, string id, Exception exception);
}
