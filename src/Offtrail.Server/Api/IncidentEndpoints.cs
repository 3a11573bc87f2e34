using System.Text.Json;
using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Incidents: what is done to one is done to all of its alerts.</summary>
internal static class IncidentEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var incidents = api.MapGroup("/incidents").WithTags("incidents");
        incidents.MapGet("", List).Says("ListIncidents", "Incidents, the highest rank first.").Needs(Permission.Read);
        incidents.MapGet("/{id}", Get).Says("GetIncident", "One incident with who and what it is about and its alerts, from the first event to the last.").Produces<IncidentView>().Needs(Permission.Read).ProducesProblem(404);
        incidents.MapGet("/{id}/triage", TriageOf).Says("GetIncidentTriage", "The triage of all of its alerts as one.").Produces<JsonElement>().Needs(Permission.Read).ProducesProblem(404);
        incidents.MapGet("/{id}/report", ReportOf).Says("GetIncidentReport", "The triage as one HTML file to hand on; it needs no network.").Produces<string>(200, "text/html").Needs(Permission.Read).ProducesProblem(404);
        incidents.MapPatch("/{id}", Change).Says("ChangeIncident", "A change of all of its alerts.").Produces<BulkResult>().Needs(Permission.Work).ProducesProblem(404);
        incidents.MapPost("/{id}/merge", Merge).Says("MergeIncidents", "Put others together with an incident, for good. What they become has the id of the one with the earliest alert.").Produces<IncidentRow>().Needs(Permission.Work).ProducesProblem(404);
        incidents.MapPost("/{id}/split", Split).Says("SplitIncident", "Take alerts out of an incident into one of their own, for good.").Produces<SplitResult>().Needs(Permission.Work).ProducesProblem(404);
        incidents.MapPost("/{id}/comments", Comment).Says("CommentIncident", "Say something about an incident; it stands with all of its alerts.").Produces(204).Needs(Permission.Work).ProducesProblem(404);
        incidents.MapGet("/{id}/changes", Changes).Says("ListIncidentChanges", "What people did with an incident and its alerts, oldest first.").Produces<Page<IncidentChangeView>>().Needs(Permission.Read).ProducesProblem(404);
    }

    private static Page<IncidentRow> List([AsParameters] IncidentQueryParameters query, StatePool pool)
    {
        var most = Query.Limit(query.Limit);
        using var lease = pool.Rent();
        var found = lease.State.Incidents.List(query.Filter() with { Most = most + 1 });
        var end = found.Count > most ? found[most - 1] : null;
        return new Page<IncidentRow>([.. found.Take(most).Select(IncidentRow.Of)], end is null ? null : Cursor.Of(new IncidentPlace(end.Rank, end.Last, end.Id)));
    }

    private static IResult Get(string id, StatePool pool, LiveService live)
    {
        using var lease = pool.Rent();
        if (lease.State.Incidents.Find(id) is not { } incident) return Missing(id);
        var alerts = IncidentWork.AlertsOf(lease.State, incident.Id);
        var pack = live.Definitions.Pack;
        return TypedResults.Ok(new IncidentView(
            IncidentRow.Of(incident),
            [.. alerts.SelectMany(a => lease.State.Alerts.Entities(a.Id)).Distinct().Select(e => new EntityView(Query.NameOf(e.Kind), e.Value))],
            [.. alerts.SelectMany(a => pack.RulesById.GetValueOrDefault(a.RuleId)?.Threats ?? []).Select(t => t.TacticName).Distinct(StringComparer.Ordinal)],
            [.. alerts.Select(a => AlertRow.Of(a, lease.State, pack))]));
    }

    private static IResult Changes(string id, StatePool pool)
    {
        using var lease = pool.Rent();
        return lease.State.Incidents.Find(id) is { } incident
            ? TypedResults.Ok(new Page<IncidentChangeView>([.. IncidentWork.ChangesOf(lease.State, IncidentWork.AlertsOf(lease.State, incident.Id)).Select(IncidentChangeView.Of)], null)) : Missing(id);
    }

    private static async Task<IResult> TriageOf(string id, StatePool pool, TriageAnswers triage, CancellationToken cancellationToken) =>
        Known(id, pool) is { } incident ? await triage.JsonAsync((state, pack) => SubjectFinder.Of(state, pack, incident), cancellationToken).ConfigureAwait(false) : Missing(id);

    private static async Task<IResult> ReportOf(string id, StatePool pool, TriageAnswers triage, HttpContext context, CancellationToken cancellationToken) =>
        Known(id, pool) is { } incident ? await triage.PageAsync((state, pack) => SubjectFinder.Of(state, pack, incident), context, cancellationToken).ConfigureAwait(false) : Missing(id);

    private static StoredIncident? Known(string id, StatePool pool)
    {
        using var lease = pool.Rent();
        return lease.State.Incidents.Find(id);
    }

    private static IResult Change(string id, AlertChangeRequest change, IncidentWork work) => work.Change(id, change) is { } changed ? TypedResults.Ok(new BulkResult(changed)) : Missing(id);

    private static IResult Merge(string id, MergeRequest request, IncidentWork work) => work.Merge(id, request) is { } merged ? TypedResults.Ok(merged) : Missing(id);

    private static IResult Split(string id, SplitRequest request, IncidentWork work) => work.Split(id, request) is { } split ? TypedResults.Ok(split) : Missing(id);

    private static IResult Comment(string id, CommentRequest comment, IncidentWork work) => work.Comment(id, comment.Text) ? TypedResults.NoContent() : Missing(id);

    private static ProblemHttpResult Missing(string id) => ApiProblem.Missing($"there is no incident {(id.Length > 80 ? id[..80] : id)}; one that an earlier alert has joined has that one's id");
}

/// <summary>Where a part of the list of incidents ended.</summary>
internal sealed record IncidentPlace(double Rank, long Last, string Id);
