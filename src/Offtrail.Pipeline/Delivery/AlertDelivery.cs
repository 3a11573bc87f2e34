using Offtrail.Sinks;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>
/// Sends alerts from the outbox to their sinks, all sinks side by side: one that is slow or down holds up no other. One process at a time sends from a
/// data folder, whoever else writes to it. An alert reaches a sink at least once, and more often only when a crash or an end came between
/// the delivery and its note; then with the same key.
/// </summary>
public sealed class AlertDelivery(DataFolder folder, SinkList sinks, SinkTools tools)
{
    /// <summary>Is told of each attempt: the sink, what became of the alert, how long it took. From any thread.</summary>
    internal Action<string, OutboxState, TimeSpan> OnAttempt { get; init; } = (_, _, _) => { };

    /// <summary>Is told of what went wrong with a sink's loop itself: the sink, how long it rests, why. From any thread.</summary>
    internal Action<string, TimeSpan, string> OnFault { get; init; } = (_, _, _) => { };

    /// <summary>Sends what is due now.</summary>
    /// <param name="limit">How long it may take; the rest stays in the outbox.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What became of it, by sink; null when another process is sending.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; running out of time is none.</exception>
    public async Task<IReadOnlyList<LaneResult>?> SendDueAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        if (sinks.All.Count == 0) return [];
        using var sending = FolderLock.Exclusive(folder.SendingLock);
        if (sending is null) return null;
        using var late = new CancellationTokenSource(limit, tools.Clock);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        var results = await Task.WhenAll(sinks.All.Select(s => Task.Run(() => Lane(s).SendDueAsync(enough.Token), cancellationToken))).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return results;
    }

    /// <summary>Sends what becomes due until it is cancelled: for a program that stays. What is enqueued meanwhile, by whomever, is sent within seconds.</summary>
    /// <exception cref="IOException">Another process is sending.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (sinks.All.Count == 0) return;
        using var sending = FolderLock.Exclusive(folder.SendingLock) ?? throw new IOException($"another offtrail sends the alerts of {folder.Root}");
        await Parallel.ForEachAsync(sinks.All, new ParallelOptions { MaxDegreeOfParallelism = sinks.All.Count, CancellationToken = cancellationToken },
            async (sink, ended) => await Lane(sink).RunAsync(OnFault, ended).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Notes for the sinks also what was raised before they were there. Gives how many deliveries were new.</summary>
    /// <param name="fromMicros">What was raised from this time on, microseconds since 1970 UTC.</param>
    public int AddRaisedSince(long fromMicros) => folder.State.InTransaction(() =>
        sinks.Enqueue(folder.State, folder.State.Alerts.List(new AlertFilter { FromMicros = fromMicros }), tools.Clock.Micros()));

    /// <summary>Lets what the sinks have not got be tried again at once, also what failed for good. Gives how many.</summary>
    public int Retry() => folder.State.InTransaction(() => sinks.All.Sum(s => folder.State.Outbox.Retry(s.Id, tools.Clock.Micros())));

    private SinkLane Lane(SinkRoute sink) => new(sink, folder.State, tools, OnAttempt);
}
