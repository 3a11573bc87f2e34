using Offtrail.Pipeline;
using Offtrail.Sinks;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Where alerts go. Sinks are named in a file, since they have secrets; here one looks, tests and tries again.</summary>
internal static class SinkEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var sinks = api.MapGroup("/sinks").WithTags("sinks");
        sinks.MapGet("", List).Says("ListSinks", "The sinks, and how many alerts each has, wait for it or failed.").Needs(Permission.Read);
        sinks.MapGet("/outbox", Outbox).Says("ListOutbox", "What is not delivered: where to, why, when it is tried next.").Needs(Permission.Read);
        sinks.MapPost("/{id}/test", TestAsync).Says("TestSink", "Send a made-up alert to a sink, and say what happened.").Produces<SinkTest>().Needs(Permission.Administer).ProducesProblem(404);
        sinks.MapPost("/{id}/retry", Retry).Says("RetrySink", "Let what a sink has not got be tried again at once.").Produces<BulkResult>().Needs(Permission.Administer).ProducesProblem(404);
    }

    private static Page<SinkView> List(LiveService live, StatePool pool)
    {
        using var lease = pool.Rent();
        var counts = lease.State.Outbox.Counts();
        return new Page<SinkView>([.. live.Definitions.Sinks.All.Select(s => new SinkView(s.Id, s.Type, s.Settings.Target, Of(s, OutboxState.Delivered), Of(s, OutboxState.Waiting), Of(s, OutboxState.Failed), lease.State.Outbox.Error(s.Id)))], null);

        long Of(SinkRoute s, OutboxState state) => counts.GetValueOrDefault((s.Id, state));
    }

    private static Page<OutboxView> Outbox(int? limit, StatePool pool)
    {
        using var lease = pool.Rent();
        return new Page<OutboxView>([.. lease.State.Outbox.Undelivered().Take(Query.Limit(limit)).Select(e => new OutboxView(
            e.Sink, e.AlertId, Query.NameOf(e.State), Query.Time(e.EnqueuedAt), e.Attempts, e.State == OutboxState.Failed ? null : Query.Time(Math.Max(e.NextAttempt, lease.State.Outbox.Pause(e.Sink).Until)), e.Error))], null);
    }

    private static async Task<IResult> TestAsync(string id, LiveService live, TimeProvider clock, AuditTrail audit, CancellationToken cancellationToken)
    {
        if (Find(live, id) is not { } route) return Missing(id);
        audit.Note("sink.test", id);
        var sink = route.Settings.Open(new SinkTools(clock, TextWriter.Null));
        await using var closing = sink.ConfigureAwait(false);
        var answer = await Attempt.RunAsync(route.Settings, sink, [TestAlert.For(route.Id, clock.GetUtcNow())], route.Timeout, clock, cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new SinkTest(answer.Outcome == DeliveryOutcome.Delivered, answer.Outcome == DeliveryOutcome.Delivered ? null : answer.Words));
    }

    private static IResult Retry(string id, LiveService live, StatePool pool, TimeProvider clock, AuditTrail audit)
    {
        if (Find(live, id) is null) return Missing(id);
        return TypedResults.Ok(new BulkResult(pool.Change(state =>
        {
            audit.Note(state, "sink.retry", id);
            return state.Outbox.Retry(id, clock.Micros());
        })));
    }

    private static SinkRoute? Find(LiveService live, string id) => live.Definitions.Sinks.All.FirstOrDefault(s => s.Id == id);

    private static ProblemHttpResult Missing(string id) => ApiProblem.Missing($"there is no sink {(id.Length > 80 ? id[..80] : id)}; {SinkList.FileName} in the data folder names them");
}
