using Microsoft.AspNetCore.Mvc;

namespace Offtrail.Server;

/// <summary>Exceptions: what is known to be harmless.</summary>
internal static class ExceptionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var exceptions = api.MapGroup("/exceptions").WithTags("exceptions");
        exceptions.MapGet("", Get).Says("GetExceptions", "The shared exceptions as YAML; those of a rule stand in its definition.").Needs(Permission.Read);
        exceptions.MapPut("", Save).Says("SaveExceptions", "Put other exceptions in their place. With If-Match only if nobody was faster.").Produces<ExceptionsText>().Needs(Permission.Work).ProducesProblem(412);
        exceptions.MapPost("/draft", Draft).Says("DraftException", "The exception that would have covered an alert, and what else of the last 30 days it would have covered. With save it is added.").Produces<ExceptionView>().Needs(Permission.Work).ProducesProblem(404);
    }

    private static ExceptionsText Get(ExceptionWork work, HttpContext context)
    {
        var text = work.Text();
        context.Response.Headers.ETag = ETags.Of(text);
        return new ExceptionsText(text);
    }

    private static IResult Save(ExceptionsText request, [FromHeader(Name = "If-Match")] string? ifMatch, ExceptionWork work, HttpContext context)
    {
        var before = work.Text();
        if (!ETags.Fits(ifMatch, before)) return ApiProblem.Changed();
        work.Save(request.Definition, before);
        return TypedResults.Ok(Get(work, context));
    }

    private static IResult Draft(ExceptionRequest request, ExceptionWork work) => work.Draft(request) is { } draft ? TypedResults.Ok(draft) : ApiProblem.Missing("there is no such alert");
}
