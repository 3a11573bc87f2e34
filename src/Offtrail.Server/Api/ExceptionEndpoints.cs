using Microsoft.AspNetCore.Mvc;
using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>Exceptions: what is known to be harmless.</summary>
internal static class ExceptionEndpoints
{
    private const int MostText = 1 << 20;

    public static void Map(RouteGroupBuilder api)
    {
        var exceptions = api.MapGroup("/exceptions").WithTags("exceptions");
        exceptions.MapGet("", Get).Says("GetExceptions", "The shared exceptions as YAML; those of a rule stand in its definition.").Needs(Permission.Read);
        exceptions.MapPut("", Save).Says("SaveExceptions", "Put other exceptions in their place. With If-Match only if nobody was faster.").Produces<ExceptionsText>().Needs(Permission.Work).ProducesProblem(412);
        exceptions.MapPost("/draft", Draft).Says("DraftException", "The exception that would have covered an alert, and what else of the last 30 days it would have covered. With save it is added.").Produces<ExceptionView>().Needs(Permission.Work).ProducesProblem(404);
    }

    private static ExceptionsText Get(DataFolder folder, HttpContext context)
    {
        var text = TextOf(folder);
        context.Response.Headers.ETag = ETags.Of(text);
        return new ExceptionsText(text);
    }

    private static IResult Save(ExceptionsText request, [FromHeader(Name = "If-Match")] string? ifMatch, DataFolder folder, AuditTrail audit, HttpContext context)
    {
        if (request.Definition is not { Length: > 0 and <= MostText } text) throw new ApiException("definition", $"right would be YAML of up to {MostText >> 20} MiB, at least \"exceptions: []\"");
        var before = TextOf(folder);
        if (!ETags.Fits(ifMatch, before)) return ApiProblem.Changed();
        ExceptionList.Save(folder.Root, Pack.Load(folder.Root), text, before);
        audit.Note("exceptions.save", ExceptionList.FileName);
        return TypedResults.Ok(Get(folder, context));
    }

    private static IResult Draft(ExceptionRequest request, DataFolder folder, StatePool pool, LiveService live, AuditTrail audit)
    {
        using var lease = pool.Rent();
        if (AlertEndpoints.Find(lease.State, request.AlertId) is not { } alert) return ApiProblem.Missing("there is no such alert");
        var until = Query.Moment(request.Until, "until");
        if (request.Comment is { Length: > 1000 }) throw new ApiException("comment", "right would be up to 1,000 characters");
        var draft = ExceptionDraft.Of(lease.State, alert, request.Fields ?? [], request.Comment is { Length: > 0 } comment ? comment : $"as alert {alert.Id[..8]}", until is { } micros ? (Query.Time(micros), micros) : null);
        if (request.Save)
        {
            draft.AddTo(Path.Combine(folder.Root, ExceptionList.FileName), [.. live.Definitions.Pack.RulesById.Keys.Append(alert.RuleId)]);
            audit.Note("exceptions.add", alert.RuleId, $"as alert {alert.Id}");
        }

        return TypedResults.Ok(new ExceptionView(draft.Yaml, request.Save, [.. draft.Covered.Select(a => AlertRow.Of(a, lease.State, live.Definitions.Pack))]));
    }

    private static string TextOf(DataFolder folder) => Path.Combine(folder.Root, ExceptionList.FileName) is var file && File.Exists(file) ? UserFile.Read(file) : "exceptions: []\n";
}
