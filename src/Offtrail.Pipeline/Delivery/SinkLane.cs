using System.Text.Json.Nodes;
using Offtrail.Sinks;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>
/// The way to one sink: one alert or digest after the other, each noted before the next. After a failure the sink is left alone for a while; then those
/// that were never tried come first, so that an alert which always fails does not block the others. Used by one thread at a time.
/// </summary>
internal sealed class SinkLane(SinkRoute route, StateStore state, SinkTools tools, Action<string, OutboxState, TimeSpan> onAttempt)
{
    /// <summary>A digest of more alerts is too long for a mail; the rest goes with the next.</summary>
    private const int MostOfDigest = 100;

    /// <summary>How often a loop looks for what is due.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    /// <summary>How long a loop rests after a fault of its own.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(30);

    /// <summary>Sends what is due, until nothing is or until a failure.</summary>
    /// <param name="enough">Ends it, also within an attempt. Whether that got there is then unknown, and it is tried again with the same key.</param>
    public async Task<LaneResult> SendDueAsync(CancellationToken enough)
    {
        var result = new LaneResult(route.Id);
        var sink = route.Settings.Open(tools);
        await using var closing = sink.ConfigureAwait(false);
        try
        {
            while (Due() is var (entries, alerts) && entries.Count > 0)
            {
                enough.ThrowIfCancellationRequested();
                using var span = Telemetry.Begin("deliver");
                var began = tools.Clock.GetTimestamp();
                var answer = await Attempt.RunAsync(route.Settings, sink, alerts, route.Timeout, tools.Clock, enough).ConfigureAwait(false);
                var after = state.InTransaction(() => Note(entries, DeliveryKey.OfAll(alerts), answer));
                foreach (var one in after) onAttempt(route.Id, one, tools.Clock.GetElapsedTime(began));
                if (answer.Outcome == DeliveryOutcome.Delivered) span.Done(("sink", route.Id));
                else span?.SetTag("sink", route.Id);
                result = result with
                {
                    Delivered = result.Delivered + after.Count(s => s == OutboxState.Delivered),
                    Failed = result.Failed + after.Count(s => s == OutboxState.Failed),
                    Error = answer.Outcome == DeliveryOutcome.Delivered ? result.Error : answer.Words,
                };
            }
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            result = result with { Cut = true };
        }

        return result with
        {
            Waiting = state.Outbox.Count(route.Id, OutboxState.Waiting),
            NextAt = state.Outbox.Soonest(route.Id) is { } soonest ? Math.Max(soonest, state.Outbox.Pause(route.Id).Until) : null,
            Error = result.Error ?? state.Outbox.Error(route.Id),
        };
    }

    /// <summary>Sends what is due, as it becomes due. What goes wrong is told, and tried again.</summary>
    public async Task RunAsync(Action<string, TimeSpan, string> onFault, CancellationToken cancellationToken)
    {
        while (true)
        {
            var rest = s_look;
            try
            {
                if (IsAnyDue()) await SendDueAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested) // of this sink; the others go on
            {
                onFault(route.Id, rest = s_pause, e.Message);
            }

            await Task.Delay(rest, tools.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsAnyDue() => state.Outbox.Pause(route.Id).Until <= Now() && state.Outbox.Soonest(route.Id) <= Now();

    /// <summary>What goes next, as it is at one time: an alert may be withdrawn at any moment. Nothing when nothing is due.</summary>
    private (IReadOnlyList<OutboxEntry> Entries, OutgoingAlert[] Alerts) Due() => state.AtOneTime(() =>
    {
        var now = Now();
        if (state.Outbox.Pause(route.Id).Until > now || state.Outbox.Next(route.Id, now) is not { } due) return ([], []);
        var entries = route.Settings.Digest > TimeSpan.Zero ? state.Outbox.With(due, now, MostOfDigest) : [due];
        return (entries, entries.Select(Outgoing).ToArray());
    });

    /// <summary>Notes what became of the sink, and of each alert that went as one.</summary>
    private OutboxState[] Note(IReadOnlyList<OutboxEntry> entries, string key, DeliveryAnswer answer)
    {
        var (now, outbox) = (Now(), state.Outbox);
        var failures = outbox.Pause(route.Id).Failures;
        if (answer.Outcome == DeliveryOutcome.TryAgain) outbox.SetPause(route.Id, new SinkPause(failures + 1, now + Micros(Wait(failures + 1))));
        else if (failures > 0) outbox.SetPause(route.Id, SinkPause.None); // it answers
        return [.. entries.Select(Of)];

        OutboxState Of(OutboxEntry entry)
        {
            if (answer.Outcome == DeliveryOutcome.Delivered)
            {
                outbox.SetDelivered(entry, now);
                return OutboxState.Delivered;
            }

            var last = (entry.FirstAttempt ?? now) + Micros(route.GiveUpAfter);
            var after = answer.Outcome == DeliveryOutcome.TryAgain && now < last ? OutboxState.Waiting : OutboxState.Failed;
            outbox.SetFailed(entry, after, now, after == OutboxState.Waiting ? Math.Min(now + Micros(Wait(entry.Attempts + 1)), last) : now, answer.Words);
            return after;
        }

        TimeSpan Wait(int times)
        {
            var own = Backoff.After(key, times);
            var wait = answer.After is { } asked && asked > own ? asked : own;
            return wait < route.GiveUpAfter ? wait : route.GiveUpAfter;
        }
    }

    private OutgoingAlert Outgoing(OutboxEntry entry)
    {
        var alert = state.Alerts.List(new AlertFilter { Ids = [entry.AlertId] }).Single();
        var document = AlertState.Document(state, alert);
        return new OutgoingAlert
        {
            Id = alert.Id,
            Key = DeliveryKey.Of(route.Id, alert.Id),
            RuleId = alert.RuleId,
            RuleName = (string?)JsonNode.Parse(document)!["rule"]?["name"] ?? alert.RuleId,
            Severity = alert.Severity,
            Score = alert.Score,
            Account = alert.Account,
            Reason = alert.Reason,
            RaisedAt = alert.RaisedAt,
            Document = document,
        };
    }

    private long Now() => tools.Clock.Micros();

    private static long Micros(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;
}
