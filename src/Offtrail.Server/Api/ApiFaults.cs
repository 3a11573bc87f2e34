using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Logging;
using Offtrail.Anomalies;
using Offtrail.Lake;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Turns what endpoints throw into problem+json: what the caller did wrong names its field, the rest says no more than that it failed.</summary>
internal sealed partial class ApiFaults(IProblemDetailsService problems, ILogger<ApiFaults> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested) return true; // nobody waits for an answer
        var result = exception switch
        {
            ApiException e => ApiProblem.Field(e.Field, e.Message),
            AccountException e => ApiProblem.Field(e.Field, e.Message),
            FilterException e => ApiProblem.Field("where", e.Message),
            DefinitionException e => ApiProblem.Field("definition", e.Message),
            BadHttpRequestException { InnerException: JsonException e } when Lacking().Match(e.Message) is { Success: true } lacking => ApiProblem.Field(lacking.Groups[1].Value, "it is missing"),
            BadHttpRequestException { InnerException: JsonException e } => ApiProblem.Field(e.Path is { Length: > 2 } path ? path[2..] : "body", "can't be read; the OpenAPI document says what is right there"),
            BadHttpRequestException e when Bound().Match(e.Message) is { Success: true } named => ApiProblem.Field(JsonNamingPolicy.SnakeCaseLower.ConvertName(named.Groups[1].Value), "can't be read; the OpenAPI document says what is right there"),
            BadHttpRequestException e => TypedResults.Problem(title: "The request is not right.", detail: e.Message, statusCode: e.StatusCode),
            StateException or LakeException or IOException => TypedResults.Problem(title: "Offtrail could not do it now.", detail: "The log says why.", statusCode: StatusCodes.Status503ServiceUnavailable),
            _ => TypedResults.Problem(title: "This is a fault of Offtrail.", detail: "The log says more; please report it.", statusCode: StatusCodes.Status500InternalServerError),
        };
        if (result.StatusCode >= 500) Failed(log, context.Request.Method, context.Request.Path, exception);
        context.Response.StatusCode = result.StatusCode;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = result.ProblemDetails }).ConfigureAwait(false);
    }

    /// <summary>The framework's words for a member of the body that must be there.</summary>
    [GeneratedRegex("missing required properties.*?'(\\w+)'")]
    private static partial Regex Lacking();

    /// <summary>The framework's words for a parameter that it can't read; only its name is of use to who asks.</summary>
    [GeneratedRegex("^(?:Failed to bind parameter|Required parameter) \"[^ ]+ (\\w+)\"")]
    private static partial Regex Bound();

    [LoggerMessage(20, LogLevel.Error, "{Method} {Path} failed")]
    private static partial void Failed(ILogger log, string method, string path, Exception exception);
}
