using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Offtrail.Exchange;
using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Alerts, and what people do with them.</summary>
internal static class AlertEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var alerts = api.MapGroup("/alerts").WithTags("alerts");
        alerts.MapGet("", List).Says("ListAlerts", "Alerts, those raised last first.").Needs(Permission.Read);
        alerts.MapGet("/count", Count).Says("CountAlerts", "How many alerts fit, by status.").Needs(Permission.Read);
        alerts.MapGet("/filters", (SavedFilters filters) => new Page<SavedFilter>(filters.List(), null)).Says("ListAlertFilters", "Filters that you keep, by name.").Needs(Permission.Read);
        alerts.MapPut("/filters/{name}", (string name, SavedFilterRequest request, SavedFilters filters) => filters.Save(name, request.Query)).Says("SaveAlertFilter", "Keep a filter under a name, for yourself.").Needs(Permission.Read);
        alerts.MapDelete("/filters/{name}", IResult (string name, SavedFilters filters) => filters.Delete(name) ? TypedResults.NoContent() : ApiProblem.Missing("you keep no filter of this name")).Says("DeleteAlertFilter", "Forget a filter.").Produces(204).Needs(Permission.Read).ProducesProblem(404);
        alerts.MapGet("/{id}", Get).Says("GetAlert", "One alert as an ECS document, or in another form. Its ETag changes when people change it.").Produces<JsonElement>().Needs(Permission.Read).ProducesProblem(404);
        alerts.MapGet("/{id}/changes", Changes).Says("ListAlertChanges", "What people did with an alert, oldest first.").Produces<Page<AlertChangeView>>().Needs(Permission.Read).ProducesProblem(404);
        alerts.MapGet("/{id}/guide", GuideOf).Says("GetAlertGuide", "The guide of the alert's rule in Markdown, filled with its values.").Produces<string>(200, "text/markdown").Needs(Permission.Read).ProducesProblem(404);
        alerts.MapGet("/{id}/triage", TriageOf).Says("GetAlertTriage", "The investigation guide's questions answered from the lake, the verdict, next steps.").Produces<JsonElement>().Needs(Permission.Read).ProducesProblem(404);
        alerts.MapGet("/{id}/report", ReportOf).Says("GetAlertReport", "The triage as one HTML file to hand on; it needs no network.").Produces<string>(200, "text/html").Needs(Permission.Read).ProducesProblem(404);
        alerts.MapPatch("/{id}", Change).Says("ChangeAlert", "Acknowledge, close, reopen, assign, tag. With If-Match only if nobody was faster.").Produces<JsonElement>().Needs(Permission.Work).ProducesProblem(404).ProducesProblem(412);
        alerts.MapPost("/{id}/comments", Comment).Says("CommentAlert", "Say something about an alert.").Produces(204).Needs(Permission.Work).ProducesProblem(404);
        alerts.MapPost("/bulk", Bulk).Says("ChangeAlerts", "The same change to up to 1,000 alerts.").Needs(Permission.Work);
    }

    private static Page<AlertRow> List([AsParameters] AlertQueryParameters query, StatePool pool, LiveService live)
    {
        using var lease = pool.Rent();
        var limit = Query.Limit(query.Limit);
        var found = lease.State.Alerts.List(query.Filter() with { Newest = limit + 1 }).Reverse().ToArray();
        var last = found.Length > limit ? found[limit - 1] : null;
        return new Page<AlertRow>([.. found.Take(limit).Select(a => AlertRow.Of(a, lease.State, live.Definitions.Pack))], last is null ? null : Cursor.Of(new AlertPlace(last.RaisedAt, last.Timestamp, last.Id)));
    }

    private static AlertCounts Count([AsParameters] AlertQueryParameters query, StatePool pool)
    {
        using var lease = pool.Rent();
        var filter = query.Filter() with { Behind = null };
        long Of(AlertStatus status) => filter.Statuses.Count > 0 && !filter.Statuses.Contains(status) ? 0 : lease.State.Alerts.Count(filter with { Statuses = [status] });
        return new AlertCounts(Of(AlertStatus.Open), Of(AlertStatus.Acknowledged), Of(AlertStatus.Closed));
    }

    private static IResult Get(string id, string? format, StatePool pool, LiveService live, HttpContext context)
    {
        using var lease = pool.Rent();
        if (AlertWork.Find(lease.State, id) is not { } alert) return Missing(id);
        var document = AlertState.Document(lease.State, alert);
        context.Response.Headers.ETag = ETags.Of(document);
        var rule = live.Definitions.Pack.RulesById.GetValueOrDefault(alert.RuleId);
        return TypedResults.Text(format switch
        {
            null or "ecs" => document,
            "elastic" => ElasticAlert.Write(document, rule),
            "ocsf" => OcsfFinding.Write(document, rule),
            _ => throw new ApiException("format", "right would be ecs, elastic or ocsf"),
        }, "application/json");
    }

    private static IResult Changes(string id, StatePool pool)
    {
        using var lease = pool.Rent();
        return AlertWork.Find(lease.State, id) is { } alert ? TypedResults.Ok(new Page<AlertChangeView>([.. lease.State.Alerts.Changes(alert.Id).Select(AlertChangeView.Of)], null)) : Missing(id);
    }

    private static IResult GuideOf(string id, StatePool pool, LiveService live)
    {
        using var lease = pool.Rent();
        if (AlertWork.Find(lease.State, id) is not { } alert) return Missing(id);
        return live.Definitions.Pack.RulesById.GetValueOrDefault(alert.RuleId)?.Guide is { } guide
            ? TypedResults.Text(AlertGuide.Fill(guide, alert, null), "text/markdown")
            : ApiProblem.Missing($"the rule {alert.RuleId} has no guide, or is not there any more");
    }

    private static async Task<IResult> TriageOf(string id, StatePool pool, TriageAnswers triage, CancellationToken cancellationToken) =>
        Known(id, pool) is { } alert ? await triage.JsonAsync((state, pack) => SubjectFinder.Of(state, pack, alert), cancellationToken).ConfigureAwait(false) : Missing(id);

    private static async Task<IResult> ReportOf(string id, StatePool pool, TriageAnswers triage, HttpContext context, CancellationToken cancellationToken) =>
        Known(id, pool) is { } alert ? await triage.PageAsync((state, pack) => SubjectFinder.Of(state, pack, alert), context, cancellationToken).ConfigureAwait(false) : Missing(id);

    private static StoredAlert? Known(string id, StatePool pool)
    {
        using var lease = pool.Rent();
        return AlertWork.Find(lease.State, id);
    }

    private static IResult Change(string id, AlertChangeRequest change, [FromHeader(Name = "If-Match")] string? ifMatch, StatePool pool, AlertWork work, HttpContext context) => pool.Change<IResult>(state =>
    {
        if (AlertWork.Find(state, id) is not { } alert) return Missing(id);
        if (!ETags.Fits(ifMatch, AlertState.Document(state, alert))) return ApiProblem.Changed();
        work.Change(state, [alert], change);
        var document = AlertState.Document(state, AlertWork.Find(state, id)!);
        context.Response.Headers.ETag = ETags.Of(document);
        return TypedResults.Text(document, "application/json");
    });

    private static IResult Comment(string id, CommentRequest comment, AlertWork work) => work.Comment(id, comment.Text) ? TypedResults.NoContent() : Missing(id);

    private static BulkResult Bulk(BulkRequest request, AlertWork work) =>
        new(work.Change(request.Ids ?? [], request.Change ?? throw new ApiException("change", "it is missing")));

    private static ProblemHttpResult Missing(string id) => ApiProblem.Missing($"there is no alert {(id.Length > 80 ? id[..80] : id)}");
}

/// <summary>Where a part of the list of alerts ended.</summary>
internal sealed record AlertPlace(long RaisedAt, long Timestamp, string Id);
