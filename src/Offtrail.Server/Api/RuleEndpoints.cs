using Microsoft.AspNetCore.Mvc;
using Offtrail.Anomalies;
using Offtrail.Pipeline;
using Offtrail.Rules;

namespace Offtrail.Server;

/// <summary>Rules: look, change, try.</summary>
internal static class RuleEndpoints
{
    private const int MostText = 256 << 10;

    public static void Map(RouteGroupBuilder api)
    {
        var rules = api.MapGroup("/rules").WithTags("rules");
        rules.MapGet("", List).Says("ListRules", "All rules by id.").Needs(Permission.Read);
        rules.MapGet("/{id}", Get).Says("GetRule", "One rule, with its definition in YAML.").Produces<RuleView>().Needs(Permission.Read).ProducesProblem(404);
        rules.MapGet("/{id}/revisions", Revisions).Says("ListRuleRevisions", "What the rule was, and from when on; the newest first.").Produces<Page<RuleRevisionView>>().Needs(Permission.Read).ProducesProblem(404);
        rules.MapGet("/{id}/runs", Runs).Says("ListRuleRuns", "Scheduled runs that found something, and what became of it; the newest first.").Produces<Page<RuleRunView>>().Needs(Permission.Read).ProducesProblem(404);
        rules.MapPost("/validate", Validate).Says("ValidateRule", "Whether a definition is right; nothing is saved.").Needs(Permission.Read);
        rules.MapPut("/{id}", Save).Says("SaveRule", "Save a rule. A changed one gets a higher version. With If-Match only if nobody was faster.").Produces<RuleView>().Needs(Permission.Define).ProducesProblem(409).ProducesProblem(412);
        rules.MapDelete("/{id}", Delete).Says("DeleteRule", "Remove a rule that is not of the pack; one of the pack that it had replaced runs again.").Produces(204).Needs(Permission.Define).ProducesProblem(404).ProducesProblem(409);
        rules.MapPost("/{id}/duplicate", Duplicate).Says("DuplicateRule", "Make a rule of one's own out of another.").Produces<RuleView>().Needs(Permission.Define).ProducesProblem(404).ProducesProblem(409);
        rules.MapPut("/{id}/enabled", Switch).Says("SwitchRule", "Switch a rule on or off.").Produces<SwitchRequest>().Needs(Permission.Define).ProducesProblem(404);
        rules.MapPost("/{id}/test", Test).Says("TestRule", "Begin to try a rule over a stretch of the past: what it would have raised. Another definition may be given; nothing is saved or raised.").Produces<OperationView>(202).Needs(Permission.Work).ProducesProblem(404);
        api.MapGet("/runs", Detections).Says("ListRuns", "What the program detected and when, the newest first: how far the events went, what came of it, what a person should know.").Needs(Permission.Read).WithTags("rules");
    }

    private static Page<RuleRow> List(CurrentPack current)
    {
        var pack = current.Now;
        return new Page<RuleRow>([.. pack.RulesById.Values.OrderBy(r => r.Id, StringComparer.Ordinal).Select(r => Row(r, pack))], null);
    }

    private static IResult Get(string id, CurrentPack current, HttpContext context)
    {
        var pack = current.Now;
        if (!pack.RulesById.TryGetValue(id, out var rule)) return Missing(id);
        context.Response.Headers.ETag = ETags.Of(pack.TextOf(rule));
        return TypedResults.Ok(new RuleView(Row(rule, pack), rule.Description, pack.TextOf(rule), rule.Guide));
    }

    private static IResult Revisions(string id, StatePool pool)
    {
        using var lease = pool.Rent();
        return lease.State.Revisions.Of(id) is { Count: > 0 } revisions ? TypedResults.Ok(new Page<RuleRevisionView>([.. revisions.Reverse().Select(r => new RuleRevisionView(r.Number, Query.Time(r.At), r.Who, r.Text, r.Note))], null)) : Missing(id);
    }

    private static IResult Runs(string id, int? limit, CurrentPack current, StatePool pool)
    {
        if (!current.Now.RulesById.ContainsKey(id)) return Missing(id);
        using var lease = pool.Rent();
        return TypedResults.Ok(new Page<RuleRunView>([.. lease.State.Runs.Of(id, Query.Limit(limit)).Select(r => new RuleRunView(Query.Time(r.At), Query.Time(r.From), r.Found, r.Raised, r.Excepted, r.Suppressed, r.Withdrawn, r.Waiting))], null));
    }

    private static RuleCheck Validate(RuleText rule, CurrentPack current)
    {
        try
        {
            var pack = current.Now;
            var read = pack.Read(Text(rule), "definition");
            _ = pack.JobsOf(read).Count();
            return new RuleCheck(true, null, read.Id);
        }
        catch (DefinitionException e)
        {
            return new RuleCheck(false, e.Message, null);
        }
    }

    private static IResult Save(string id, RuleText rule, [FromHeader(Name = "If-Match")] string? ifMatch, DataFolder folder, CurrentPack current, TimeProvider clock, AuditTrail audit, HttpContext context)
    {
        var text = Text(rule);
        var pack = Pack.Load(folder.Root);
        if (pack.Read(text, "definition").Id is var named && named != id) throw new ApiException("definition", $"it is of the rule {named}; right would be id: {id}");
        if (pack.RulesById.TryGetValue(id, out var before) && !ETags.Fits(ifMatch, pack.TextOf(before))) return ApiProblem.Changed();
        var saved = Edit(folder, clock, audit, rules => rules.Save(pack, text, "definition", rule.Note));
        if (saved is not null) audit.Note("rule.save", id, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"version {saved.Version}"));
        return Get(id, current, context);
    }

    private static IResult Delete(string id, [FromHeader(Name = "If-Match")] string? ifMatch, DataFolder folder, TimeProvider clock, AuditTrail audit)
    {
        var pack = Pack.Load(folder.Root);
        if (!pack.RulesById.TryGetValue(id, out var rule)) return Missing(id);
        if (pack.FileOf(rule) is null) return ApiProblem.Conflict("it is a rule of the pack; it can be switched off");
        if (!ETags.Fits(ifMatch, pack.TextOf(rule))) return ApiProblem.Changed();
        Edit(folder, clock, audit, rules =>
        {
            rules.Delete(pack, rule, null);
            return rule;
        });
        audit.Note("rule.delete", id);
        return TypedResults.NoContent();
    }

    private static IResult Duplicate(string id, DuplicateRequest request, DataFolder folder, CurrentPack current, TimeProvider clock, AuditTrail audit, HttpContext context)
    {
        var pack = Pack.Load(folder.Root);
        if (!pack.RulesById.TryGetValue(id, out var rule)) return Missing(id);
        if (pack.RulesById.ContainsKey(request.Id)) return ApiProblem.Conflict($"there is a rule {request.Id} already");
        Edit(folder, clock, audit, rules => rules.Duplicate(pack, rule, request.Id, request.Name));
        audit.Note("rule.duplicate", request.Id, $"from {id}");
        return Get(request.Id, current, context);
    }

    private static IResult Switch(string id, SwitchRequest request, DataFolder folder, AuditTrail audit)
    {
        var pack = Pack.Load(folder.Root);
        if (!pack.RulesById.TryGetValue(id, out var rule)) return Missing(id);
        if (request.Enabled && !rule.Enabled) throw new ApiException("enabled", "the rule's definition says enabled: false; change that");
        if (DisabledRules.Set(folder.Root, [.. pack.RulesById.Keys], id, request.Enabled)) audit.Note(request.Enabled ? "rule.enable" : "rule.disable", id);
        return TypedResults.Ok(request);
    }

    private static IResult Test(string id, RuleTestRequest request, DataFolder folder, OperationList operations, AuditTrail audit)
    {
        var pack = Pack.Load(folder.Root);
        pack.TuneFor(folder.Root);
        if (!pack.RulesById.TryGetValue(id, out var rule) && request.Definition is null) return Missing(id);
        var tried = request.Definition is null ? rule! : pack.Read(Text(new RuleText(request.Definition)), "definition");
        var (from, to) = Query.Window(request.From, request.To);
        if (request.Threshold is < 0 or > 100) throw new ApiException("threshold", "right would be 0 to 100");
        var exceptions = ExceptionList.Of(folder.Root, pack, [tried]);
        var operation = operations.Begin("rule_test", audit.Who, (_, cancellationToken) =>
        {
            using var reading = DataFolder.OpenForReading(folder.Root);
            var report = new RuleTrial(reading, folder.Temp).Run(pack, tried, exceptions, new ReplayOptions { FromMicros = from, ToMicros = to, Threshold = request.Threshold }, cancellationToken);
            return new RuleTestView(Query.Time(report.FromMicros), Query.Time(report.ToMicros), report.Raised.Count, report.Excepted, report.Suppressed, report.Learning, report.FullRuns, [.. report.Raised.Take(Query.MostItems).Select(a => AlertRow.Of(a, reading.State, pack))]);
        });
        return TypedResults.Accepted($"/api/v1/operations/{operation.Id}", OperationView.Of(operation));
    }

    private static Page<RunView> Detections(int? limit, StatePool pool)
    {
        using var lease = pool.Rent();
        return new Page<RunView>([.. lease.State.Runs.Detections(Query.Limit(limit)).Select(d => new RunView(
            Query.Time(d.At), d.Rules, d.Events, d.Newest == 0 ? null : Query.Time(d.Newest), d.CaughtUp / 1e6, d.Anomalies, d.Raised, d.RaisedBefore, d.Excepted, d.Suppressed, d.Withdrawn, d.Duration / 1e6, d.Warnings))], null);
    }

    /// <summary>Changes rules over a connection of its own: the service's may be busy.</summary>
    private static RuleDefinition? Edit(DataFolder folder, TimeProvider clock, AuditTrail audit, Func<RuleFolder, RuleDefinition?> edit)
    {
        using var own = DataFolder.OpenForReading(folder.Root);
        return edit(new RuleFolder(own, clock, audit.Who));
    }

    private static string Text(RuleText rule) => rule.Definition is { Length: > 0 and <= MostText } text ? text : throw new ApiException("definition", $"right would be the rule's YAML, up to {MostText >> 10} KiB");

    private static RuleRow Row(RuleDefinition r, Pack pack) => new(
        r.Id, r.Name, pack.IsEnabled(r), r.Severity, r.RiskScore, r.Threshold, r.JobIds, Durations.Text(r.Interval), Durations.Text(r.From), r.MaxAlerts, r.Version, pack.FileOf(r) is null,
        [.. r.Threats.Select(t => t.TacticName).Distinct(StringComparer.Ordinal)]);

    private static ProblemHttpResult Missing(string id) => ApiProblem.Missing($"there is no rule {(id.Length > 80 ? id[..80] : id)}");
}
