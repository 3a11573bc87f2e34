using Microsoft.AspNetCore.Mvc;

namespace Offtrail.Server;

/// <summary>Rules: look, change, try.</summary>
internal static class RuleEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var rules = api.MapGroup("/rules").WithTags("rules");
        rules.MapGet("", (RuleWork work) => new Page<RuleRow>(work.List(), null)).Says("ListRules", "All rules by id.").Needs(Permission.Read);
        rules.MapGet("/{id}", Get).Says("GetRule", "One rule, with its definition in YAML.").Produces<RuleView>().Needs(Permission.Read).ProducesProblem(404);
        rules.MapGet("/{id}/revisions", Revisions).Says("ListRuleRevisions", "What the rule was, and from when on; the newest first.").Produces<Page<RuleRevisionView>>().Needs(Permission.Read).ProducesProblem(404);
        rules.MapGet("/{id}/runs", Runs).Says("ListRuleRuns", "Scheduled runs that found something, and what became of it; the newest first.").Produces<Page<RuleRunView>>().Needs(Permission.Read).ProducesProblem(404);
        rules.MapPost("/validate", (RuleText rule, RuleWork work) => work.Check(rule.Definition)).Says("ValidateRule", "Whether a definition is right; nothing is saved.").Needs(Permission.Read);
        rules.MapPut("/{id}", Save).Says("SaveRule", "Save a rule. A changed one gets a higher version. With If-Match only if nobody was faster.").Produces<RuleView>().Needs(Permission.Define).ProducesProblem(409).ProducesProblem(412);
        rules.MapDelete("/{id}", Delete).Says("DeleteRule", "Remove a rule that is not of the pack; one of the pack that it had replaced runs again.").Produces(204).Needs(Permission.Define).ProducesProblem(404).ProducesProblem(409);
        rules.MapPost("/{id}/duplicate", Duplicate).Says("DuplicateRule", "Make a rule of one's own out of another.").Produces<RuleView>().Needs(Permission.Define).ProducesProblem(404).ProducesProblem(409);
        rules.MapPut("/{id}/enabled", Switch).Says("SwitchRule", "Switch a rule on or off.").Produces<SwitchRequest>().Needs(Permission.Define).ProducesProblem(404);
        rules.MapPost("/{id}/test", Test).Says("TestRule", "Begin to try a rule over a stretch of the past: what it would have raised. Another definition may be given; nothing is saved or raised.").Produces<OperationView>(202).Needs(Permission.Work).ProducesProblem(404);
        api.MapGet("/runs", Detections).Says("ListRuns", "What the program detected and when, the newest first: how far the events went, what came of it, what a person should know.").Needs(Permission.Read).WithTags("rules");
    }

    private static IResult Get(string id, RuleWork work, HttpContext context)
    {
        if (work.Find(id) is not { } found) return Missing(id);
        context.Response.Headers.ETag = found.Tag;
        return TypedResults.Ok(found.Rule);
    }

    private static IResult Revisions(string id, StatePool pool)
    {
        using var lease = pool.Rent();
        return lease.State.Revisions.Of(id) is { Count: > 0 } revisions ? TypedResults.Ok(new Page<RuleRevisionView>([.. revisions.Reverse().Select(r => new RuleRevisionView(r.Number, Query.Time(r.At), r.Who, r.Text, r.Note))], null)) : Missing(id);
    }

    private static IResult Runs(string id, int? limit, RuleWork work, StatePool pool)
    {
        if (work.Find(id) is null) return Missing(id);
        using var lease = pool.Rent();
        return TypedResults.Ok(new Page<RuleRunView>([.. lease.State.Runs.Of(id, Query.Limit(limit)).Select(r => new RuleRunView(Query.Time(r.At), Query.Time(r.From), r.Found, r.Raised, r.Excepted, r.Suppressed, r.Withdrawn, r.Waiting))], null));
    }

    private static IResult Save(string id, RuleText rule, [FromHeader(Name = "If-Match")] string? ifMatch, RuleWork work, HttpContext context) =>
        work.Save(id, rule.Definition, rule.Note, ifMatch) ? Get(id, work, context) : ApiProblem.Changed();

    private static IResult Delete(string id, [FromHeader(Name = "If-Match")] string? ifMatch, RuleWork work)
    {
        if (work.Find(id) is not { } found) return Missing(id);
        if (found.Rule.Rule.OfPack) return ApiProblem.Conflict("it is a rule of the pack; it can be switched off");
        return work.Delete(id, ifMatch) ? TypedResults.NoContent() : ApiProblem.Changed();
    }

    private static IResult Duplicate(string id, DuplicateRequest request, RuleWork work, HttpContext context)
    {
        if (work.Find(id) is null) return Missing(id);
        if (work.Find(request.Id) is not null) return ApiProblem.Conflict($"there is a rule {request.Id} already");
        work.Duplicate(id, request.Id, request.Name);
        return Get(request.Id, work, context);
    }

    private static IResult Switch(string id, SwitchRequest request, RuleWork work)
    {
        if (work.Find(id) is null) return Missing(id);
        work.Switch(id, request.Enabled);
        return TypedResults.Ok(request);
    }

    private static IResult Test(string id, RuleTestRequest request, RuleWork work)
    {
        if (request.Definition is null && work.Find(id) is null) return Missing(id);
        var operation = work.Test(id, request);
        return TypedResults.Accepted($"/api/v1/operations/{operation.Id}", OperationView.Of(operation));
    }

    private static Page<RunView> Detections(int? limit, StatePool pool)
    {
        using var lease = pool.Rent();
        return new Page<RunView>([.. lease.State.Runs.Detections(Query.Limit(limit)).Select(d => new RunView(
            Query.Time(d.At), d.Rules, d.Events, d.Newest == 0 ? null : Query.Time(d.Newest), d.CaughtUp / 1e6, d.Anomalies, d.Raised, d.RaisedBefore, d.Excepted, d.Suppressed, d.Withdrawn, d.Duration / 1e6, d.Warnings))], null);
    }

    private static ProblemHttpResult Missing(string id) => ApiProblem.Missing($"there is no rule {(id.Length > 80 ? id[..80] : id)}");
}
