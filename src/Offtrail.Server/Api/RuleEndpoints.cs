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

    private static Page<RuleRow> List(DataFolder folder)
    {
        var pack = Pack.Load(folder.Root);
        return new Page<RuleRow>([.. pack.RulesById.Values.OrderBy(r => r.Id, StringComparer.Ordinal).Select(r => Row(r, pack))], null);
    }

    private static IResult Get(string id, DataFolder folder, HttpContext context)
    {
        var pack = Pack.Load(folder.Root);
        if (!pack.RulesById.TryGetValue(id, out var rule)) return Missing(id);
        context.Response.Headers.ETag = ETags.Of(pack.TextOf(rule));
        return TypedResults.Ok(new RuleView(Row(rule, pack), rule.Description, pack.TextOf(rule), rule.Guide));
    }

    private static IResult Revisions(string id, StatePool pool)
    {
        using var lease = pool.Rent();
        return lease.State.Revisions.Of(id) is { Count: > 0 } revisions ? TypedResults.Ok(new Page<RuleRevisionView>([.. revisions.Reverse().Select(r => new RuleRevisionView(r.Number, Query.Time(r.At), r.Who, r.Text, r.Note))], null)) : Missing(id);
    }

    private static IResult Runs(string id, int? limit, DataFolder folder, StatePool pool)
    {
        if (!Pack.Load(folder.Root).RulesById.ContainsKey(id)) return Missing(id);
        using var lease = pool.Rent();
        return TypedResults.Ok(new Page<RuleRunView>([.. lease.State.Runs.Of(id, Query.Limit(limit)).Select(r => new RuleRunView(Query.Time(r.At), Query.Time(r.From), r.Found, r.Raised, r.Excepted, r.Suppressed, r.Withdrawn, r.Waiting))], null));
    }

    private static RuleCheck Validate(RuleText rule, DataFolder folder)
    {
        try
        {
            var pack = Pack.Load(folder.Root);
            var read = pack.Read(Text(rule), "definition");
            _ = pack.JobsOf(read).Count();
            return new RuleCheck(true, null, read.Id);
        }
        catch (DefinitionException e)
        {
            return new RuleCheck(false, e.Message, null);
        }
    }

    private static IResult Save(string id, RuleText rule, [FromHeader(Name = "If-Match")] string? ifMatch, DataFolder folder, TimeProvider clock, AuditTrail audit, HttpContext context)
    {
        var text = Text(rule);
        var pack = Pack.Load(folder.Root);
        if (pack.Read(text, "definition").Id is var named && named != id) throw new ApiException("definition", $"it is of the rule {named}; right would be id: {id}");
        if (pack.RulesById.TryGetValue(id, out var before) && !ETags.Fits(ifMatch, pack.TextOf(before))) return ApiProblem.Changed();
        var saved = Edit(folder, clock, audit, rules => rules.Save(pack, text, "definition", rule.Note));
        if (saved is not null) audit.Note("rule.save", id, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"version {saved.Version}"));
        return Get(id, folder, context);
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

    private static IResult Duplicate(string id, DuplicateRequest request, DataFolder folder, TimeProvider clock, AuditTrail audit, HttpContext context)
    {
        var pack = Pack.Load(folder.Root);
        if (!pack.RulesById.TryGetValue(id, out var rule)) return Missing(id);
        if (pack.RulesById.ContainsKey(request.Id)) return ApiProblem.Conflict($"there is a rule {request.Id} already");
        Edit(folder, clock, audit, rules => rules.Duplicate(pack, rule, request.Id, request.Name));
        audit.Note("rule.duplicate", request.Id, $"from {id}");
        return Get(request.Id, folder, context);
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

/// <summary>A rule as lists show it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Enabled">Whether it runs.</param>
/// <param name="Severity">low, medium, high or critical.</param>
/// <param name="RiskScore">0 to 100.</param>
/// <param name="AnomalyThreshold">Least score of an alert.</param>
/// <param name="JobIds">Its jobs.</param>
/// <param name="Interval">How often it runs.</param>
/// <param name="From">How far a run looks back.</param>
/// <param name="MaxAlerts">Most alerts of one run.</param>
/// <param name="Version">Its version.</param>
/// <param name="OfPack">Whether it is as the program ships it.</param>
/// <param name="Tactics">ATT&amp;CK tactics that it names.</param>
public sealed record RuleRow(
    string Id, string Name, bool Enabled, string Severity, int RiskScore, int AnomalyThreshold, IReadOnlyList<string> JobIds, string Interval, string From, int MaxAlerts, int Version, bool OfPack, IReadOnlyList<string> Tactics);

/// <summary>A rule with its definition.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Description">What it sees.</param>
/// <param name="Definition">Its YAML.</param>
/// <param name="Guide">Its guide in Markdown.</param>
public sealed record RuleView(RuleRow Rule, string Description, string Definition, string? Guide);

/// <summary>What a rule was from a time on.</summary>
/// <param name="Number">From 1.</param>
/// <param name="At">From when on.</param>
/// <param name="Who">Who saved it.</param>
/// <param name="Definition">Its YAML; null when it was deleted.</param>
/// <param name="Note">What was said about it.</param>
public sealed record RuleRevisionView(int Number, string At, string Who, string? Definition, string? Note);

/// <summary>A scheduled run of a rule.</summary>
/// <param name="At">When.</param>
/// <param name="From">Begin of the range that it looked at.</param>
/// <param name="Found">Findings that were new to it.</param>
/// <param name="Raised">Alerts that stand.</param>
/// <param name="Excepted">Held back by exceptions.</param>
/// <param name="Suppressed">Folded into others.</param>
/// <param name="Withdrawn">Taken back by later events.</param>
/// <param name="Waiting">Left to the next run because of the maximum.</param>
public sealed record RuleRunView(string At, string From, int Found, int Raised, int Excepted, int Suppressed, int Withdrawn, int Waiting);

/// <summary>A rule's definition.</summary>
/// <param name="Definition">The YAML.</param>
/// <param name="Note">What is to be said about the change.</param>
public sealed record RuleText(string? Definition, string? Note = null);

/// <summary>Whether a definition is right.</summary>
/// <param name="IsRight">Whether it is.</param>
/// <param name="Fault">What is wrong, with line and column.</param>
/// <param name="Id">The rule's id.</param>
public sealed record RuleCheck(bool IsRight, string? Fault, string? Id);

/// <summary>A rule of one's own.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
public sealed record DuplicateRequest(string Id, string? Name = null);

/// <summary>On or off.</summary>
/// <param name="Enabled">Whether it is to run.</param>
public sealed record SwitchRequest(bool Enabled);

/// <summary>What is to be tried.</summary>
/// <param name="Definition">Another definition than the saved one.</param>
/// <param name="From">Alerts from here on.</param>
/// <param name="To">Events before this only.</param>
/// <param name="Threshold">Another threshold, 0 to 100.</param>
public sealed record RuleTestRequest(string? Definition = null, string? From = null, string? To = null, int? Threshold = null);

/// <summary>What a rule would have raised.</summary>
/// <param name="From">Begin of the stretch.</param>
/// <param name="To">Its end.</param>
/// <param name="Raised">How many alerts.</param>
/// <param name="Excepted">How many exceptions would have held back.</param>
/// <param name="Suppressed">How many would have been folded into others.</param>
/// <param name="Learning">Findings while an account was being learned.</param>
/// <param name="FullRuns">Runs that found more than they may raise.</param>
/// <param name="Alerts">The alerts, the first 1,000.</param>
public sealed record RuleTestView(string From, string To, int Raised, long Excepted, long Suppressed, long Learning, int FullRuns, IReadOnlyList<AlertRow> Alerts);

/// <summary>A detection.</summary>
/// <param name="At">When it began.</param>
/// <param name="Rules">How many rules ran.</param>
/// <param name="Events">Events in the lake.</param>
/// <param name="NewestEventAt">Time of the newest event.</param>
/// <param name="CaughtUpSeconds">How much of the events' time passed without a detection, longer than rules look back; it was made up. 0 for none.</param>
/// <param name="Anomalies">Anomaly records.</param>
/// <param name="Raised">Alerts that were new.</param>
/// <param name="RaisedBefore">Alerts that had been raised before.</param>
/// <param name="Excepted">Held back by exceptions.</param>
/// <param name="Suppressed">Folded into others.</param>
/// <param name="Withdrawn">Taken back.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Warnings">What a person should know.</param>
public sealed record RunView(
    string At, int Rules, long Events, string? NewestEventAt, double CaughtUpSeconds, long Anomalies, long Raised, long RaisedBefore, long Excepted, long Suppressed, long Withdrawn, double Seconds, IReadOnlyList<string> Warnings);
