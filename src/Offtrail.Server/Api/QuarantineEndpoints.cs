using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>What could not be taken as an event.</summary>
internal static class QuarantineEndpoints
{
    private const string Ndjson = "application/x-ndjson";

    public static void Map(RouteGroupBuilder api)
    {
        var quarantine = api.MapGroup("/quarantine").WithTags("quarantine");
        quarantine.MapGet("", List).Says("ListQuarantine", "Entries by object and position: what, from where, why.").Needs(Permission.Read);
        quarantine.MapGet("/{id:long}", Get).Says("GetQuarantineEntry", "One entry with what was kept of it, as text.").Produces<QuarantineView>().Needs(Permission.Read).ProducesProblem(404);
        quarantine.MapGet("/export", Export).Says("ExportQuarantine", "All entries with what was kept of each in base64, as NDJSON.").Produces<string>(contentType: Ndjson).Needs(Permission.Read);
        quarantine.MapPost("/retry", Retry).Says("RetryQuarantine", "Begin to read the objects again of which something is in quarantine: after a fix, or with a newer program.").Needs(Permission.Administer);
    }

    private static PushStreamHttpResult Export(StatePool pool) => TypedResults.Stream(async body =>
    {
        using var lease = pool.Rent();
        var writer = new StreamWriter(body, leaveOpen: true);
        await using var flushing = writer.ConfigureAwait(false);
        foreach (var entry in lease.State.Quarantine.Each()) await writer.WriteAsync(QuarantineLine.Of(entry) + "\n").ConfigureAwait(false);
    }, Ndjson, "quarantine.ndjson");

    /// <summary>It writes to the lake, so the service makes room for it as for a command.</summary>
    private static Accepted<OperationView> Retry(DataFolder folder, OperationList operations, AuditTrail audit, TimeProvider clock)
    {
        audit.Note("quarantine.retry", "quarantine");
        var operation = operations.Begin("quarantine_retry", audit.Who, async (_, cancellationToken) =>
        {
            using var own = DataFolder.Borrow(folder.Root, () => { }, cancellationToken);
            var (read, gone) = await new Rereading(own, clock).RunAsync(own.State.Ledger.WithQuarantine(), cancellationToken).ConfigureAwait(false);
            return new QuarantineRetryView(read.Objects, read.Stored, read.Duplicates, read.Quarantined, gone);
        });
        return TypedResults.Accepted($"/api/v1/operations/{operation.Id}", OperationView.Of(operation));
    }

    private static Page<QuarantineView> List(int? limit, string? cursor, StatePool pool)
    {
        var skip = Cursor.Read<QuarantinePlace>(cursor)?.Shown ?? 0;
        var most = Query.Limit(limit);
        using var lease = pool.Rent();
        var found = lease.State.Quarantine.List(skip is >= 0 and < 10_000_000 ? skip + most + 1 : throw new ApiException("cursor", "this is no cursor of this list")).Skip(skip).ToArray();
        return new Page<QuarantineView>([.. found.Take(most).Select(e => QuarantineView.Of(e, withContent: false))], found.Length > most ? Cursor.Of(new QuarantinePlace(skip + most)) : null);
    }

    private static IResult Get(long id, StatePool pool)
    {
        using var lease = pool.Rent();
        return lease.State.Quarantine.Find(id) is { } entry ? TypedResults.Ok(QuarantineView.Of(entry, withContent: true)) : ApiProblem.Missing("there is no such entry; an object that is read again has new ones");
    }
}

/// <summary>Where a part of the quarantine's list ended.</summary>
internal sealed record QuarantinePlace(int Shown);
