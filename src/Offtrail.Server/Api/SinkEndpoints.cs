using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>Where alerts go. Sinks are named in a file, since they have secrets; here one looks, tests and tries again.</summary>
internal static class SinkEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var sinks = api.MapGroup("/sinks").WithTags("sinks");
        sinks.MapGet("", (SinkWork work) => new Page<SinkView>(work.List(), null)).Says("ListSinks", "The sinks, and how many alerts each has, wait for it or failed.").Needs(Permission.Read);
        sinks.MapGet("/outbox", (int? limit, SinkWork work) => new Page<OutboxView>(work.Outbox(Query.Limit(limit)), null)).Says("ListOutbox", "What is not delivered: where to, why, when it is tried next.").Needs(Permission.Read);
        sinks.MapPost("/{id}/test", TestAsync).Says("TestSink", "Send a made-up alert to a sink, and say what happened.").Produces<SinkTest>().Needs(Permission.Administer).ProducesProblem(404);
        sinks.MapPost("/{id}/retry", Retry).Says("RetrySink", "Let what a sink has not got be tried again at once.").Produces<BulkResult>().Needs(Permission.Administer).ProducesProblem(404);
    }

    private static async Task<IResult> TestAsync(string id, SinkWork work, CancellationToken cancellationToken) => await work.TestAsync(id, cancellationToken).ConfigureAwait(false) is { } test ? TypedResults.Ok(test) : Missing(id);

    private static IResult Retry(string id, SinkWork work) => work.Retry(id) is { } retried ? TypedResults.Ok(new BulkResult(retried)) : Missing(id);

    private static ProblemHttpResult Missing(string id) => ApiProblem.Missing($"there is no sink {(id.Length > 80 ? id[..80] : id)}; {SinkList.FileName} in the data folder names them");
}
