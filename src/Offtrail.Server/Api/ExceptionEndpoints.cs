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

    private static IResult Draft(ExceptionRequest request, ExceptionWork work) => work.Draft(request) is { } draft ? TypedResults.Ok(draft) : ApiProblem.Missing("there is no such alert");

    private static string TextOf(DataFolder folder) => Path.Combine(folder.Root, ExceptionList.FileName) is var file && File.Exists(file) ? UserFile.Read(file) : "exceptions: []\n";
}
