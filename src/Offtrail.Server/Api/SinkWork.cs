using Offtrail.Pipeline;
using Offtrail.Sinks;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>How the sinks are doing, and trying them, for the API and the pages.</summary>
/// <param name="live">Knows the sinks.</param>
/// <param name="pool">The state.</param>
/// <param name="clock">Tells when.</param>
/// <param name="audit">Knows who.</param>
public sealed class SinkWork(LiveService live, StatePool pool, TimeProvider clock, AuditTrail audit)
{
    /// <summary>The sinks in the order of their file.</summary>
    public IReadOnlyList<SinkView> List()
    {
        using var lease = pool.Rent();
        var counts = lease.State.Outbox.Counts();
        return [.. live.Definitions.Sinks.All.Select(s => new SinkView(s.Id, s.Type, s.Settings.Target, Of(s, OutboxState.Delivered), Of(s, OutboxState.Waiting), Of(s, OutboxState.Failed), lease.State.Outbox.Error(s.Id)))];

        long Of(SinkRoute s, OutboxState state) => counts.GetValueOrDefault((s.Id, state));
    }

    /// <summary>What is not delivered.</summary>
    /// <param name="most">So many at most.</param>
    public IReadOnlyList<OutboxView> Outbox(int most)
    {
        using var lease = pool.Rent();
        return [.. lease.State.Outbox.Undelivered().Take(most).Select(e => new OutboxView(
            e.Sink, e.AlertId, Query.NameOf(e.State), Query.Time(e.EnqueuedAt), e.Attempts, e.State == OutboxState.Failed ? null : Query.Time(Math.Max(e.NextAttempt, lease.State.Outbox.Pause(e.Sink).Until)), e.Error))];
    }

    /// <summary>Sends a made-up alert to a sink. Null when there is no such sink.</summary>
    public async Task<SinkTest?> TestAsync(string id, CancellationToken cancellationToken)
    {
        if (Find(id) is not { } route) return null;
        audit.Note("sink.test", id);
        var sink = route.Settings.Open(new SinkTools(clock, TextWriter.Null));
        await using var closing = sink.ConfigureAwait(false);
        var answer = await Attempt.RunAsync(route.Settings, sink, [TestAlert.For(route.Id, clock.GetUtcNow())], route.Timeout, clock, cancellationToken).ConfigureAwait(false);
        return new SinkTest(answer.Outcome == DeliveryOutcome.Delivered, answer.Outcome == DeliveryOutcome.Delivered ? null : answer.Words);
    }

    /// <summary>Lets what a sink has not got be tried again at once, and gives how much that is. Null when there is no such sink.</summary>
    public int? Retry(string id) => Find(id) is null ? null : pool.Change(state =>
    {
        audit.Note(state, "sink.retry", id);
        return state.Outbox.Retry(id, clock.Micros());
    });

    private SinkRoute? Find(string id) => live.Definitions.Sinks.All.FirstOrDefault(s => s.Id == id);
}
