namespace Offtrail.Server;

/// <summary>What could not be taken as an event.</summary>
internal static class QuarantineEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var quarantine = api.MapGroup("/quarantine").WithTags("quarantine");
        quarantine.MapGet("", List).Says("ListQuarantine", "Entries by object and position: what, from where, why.").Needs(Permission.Read);
        quarantine.MapGet("/{id:long}", Get).Says("GetQuarantineEntry", "One entry with what was kept of it, as text.").Produces<QuarantineView>().Needs(Permission.Read).ProducesProblem(404);
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
