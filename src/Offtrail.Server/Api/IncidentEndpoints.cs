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
    }

    private static Page<IncidentRow> List(string? status, string? from, string? to, double? least_rank, int? limit, string? cursor, StatePool pool)
    {
        var (first, last) = Query.Window(from, to);
        var of = string.IsNullOrEmpty(status) ? (AlertStatus?)null : Query.One<AlertStatus>(status, "status");
        var behind = Cursor.Read<IncidentPlace>(cursor);
        var most = Query.Limit(limit);
        using var lease = pool.Rent();
        var found = lease.State.Incidents.List().Where(i => (of is null || i.Status == of) && i.Last >= first && i.First < last && i.Rank >= (least_rank ?? 0))
            .OrderByDescending(i => i.Rank).ThenByDescending(i => i.Last).ThenBy(i => i.Id, StringComparer.Ordinal)
            .SkipWhile(i => behind is not null && (i.Rank > behind.Rank || (i.Rank == behind.Rank && (i.Last > behind.Last || (i.Last == behind.Last && string.CompareOrdinal(i.Id, behind.Id) <= 0))))).Take(most + 1).ToArray();
        var end = found.Length > most ? found[most - 1] : null;
        return new Page<IncidentRow>([.. found.Take(most).Select(IncidentRow.Of)], end is null ? null : Cursor.Of(new IncidentPlace(end.Rank, end.Last, end.Id)));
    }

    private static IResult Get(string id, StatePool pool, LiveService live)
    {
        using var lease = pool.Rent();
        if (Find(lease.State, id) is not { } incident) return Missing(id);
        StoredAlert[] alerts = [.. Alerts(lease.State, incident)];
        var pack = live.Definitions.Pack;
        return TypedResults.Ok(new IncidentView(
            IncidentRow.Of(incident),
            [.. alerts.SelectMany(a => lease.State.Alerts.Entities(a.Id)).Distinct().Select(e => new EntityView(Query.NameOf(e.Kind), e.Value))],
            [.. alerts.SelectMany(a => pack.RulesById.GetValueOrDefault(a.RuleId)?.Threats ?? []).Select(t => t.TacticName).Distinct(StringComparer.Ordinal)],
            [.. alerts.Select(a => AlertRow.Of(a, lease.State, pack))]));
    }

    private static async Task<IResult> TriageOf(string id, StatePool pool, TriageAnswers triage, CancellationToken cancellationToken) =>
        Known(id, pool) is { } incident ? await triage.JsonAsync((state, pack) => SubjectFinder.Of(state, pack, incident), cancellationToken).ConfigureAwait(false) : Missing(id);

    private static async Task<IResult> ReportOf(string id, StatePool pool, TriageAnswers triage, HttpContext context, CancellationToken cancellationToken) =>
        Known(id, pool) is { } incident ? await triage.PageAsync((state, pack) => SubjectFinder.Of(state, pack, incident), context, cancellationToken).ConfigureAwait(false) : Missing(id);

    private static StoredIncident? Known(string id, StatePool pool)
    {
        using var lease = pool.Rent();
        return Find(lease.State, id);
    }

    private static IResult Change(string id, AlertChangeRequest change, StatePool pool, AlertWork work, AuditTrail audit) => pool.Change<IResult>(state =>
    {
        if (Find(state, id) is not { } incident) return Missing(id);
        var changed = work.Apply(state, change, [.. Alerts(state, incident)]);
        if (changed > 0) audit.Note(state, "incident.change", incident.Id, change.Summary);
        return TypedResults.Ok(new BulkResult(changed));
    });

    private static IEnumerable<StoredAlert> Alerts(StateStore state, StoredIncident incident) =>
        state.Alerts.List(new AlertFilter { Incident = incident.Id }).OrderBy(a => a.FirstEvent).ThenBy(a => a.Id, StringComparer.Ordinal);

    private static StoredIncident? Find(StateStore state, string id) => state.Incidents.List().FirstOrDefault(i => i.Id == id);

    private static ProblemHttpResult Missing(string id) => ApiProblem.Missing($"there is no incident {(id.Length > 80 ? id[..80] : id)}; one that an earlier alert has joined has that one's id");
}

/// <summary>Where a part of the list of incidents ended.</summary>
internal sealed record IncidentPlace(double Rank, long Last, string Id);
