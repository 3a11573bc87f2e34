
namespace Offtrail.Server;

/// <summary>What is wrong with a request, as problem+json (RFC 9457) that names the field.</summary>
internal static class ApiProblem
{
    /// <summary>A value of the request is wrong.</summary>
    /// <param name="field">The query parameter, header or member of the body.</param>
    /// <param name="message">Why, and what would be right.</param>
    public static ProblemHttpResult Field(string field, string message) => TypedResults.Problem(
        title: "A value of the request is wrong.", detail: $"{field}: {message}", statusCode: StatusCodes.Status400BadRequest,
        extensions: [KeyValuePair.Create<string, object?>("errors", new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] })]);

    /// <summary>Nobody knows who it is from.</summary>
    public static ProblemHttpResult NotSignedIn(string why) => TypedResults.Problem(title: "Not signed in.", detail: why, statusCode: StatusCodes.Status401Unauthorized);

    /// <summary>Who it is from may not.</summary>
    public static ProblemHttpResult NotAllowed() => TypedResults.Problem(title: "This is not allowed.", detail: "Your role or your key does not have the permission that x-permission of the OpenAPI document names.", statusCode: StatusCodes.Status403Forbidden);

    /// <summary>There is no such thing.</summary>
    public static ProblemHttpResult Missing(string what) => TypedResults.Problem(title: "There is no such thing.", detail: what, statusCode: StatusCodes.Status404NotFound);

    /// <summary>It stands in the way of what is there.</summary>
    public static ProblemHttpResult Conflict(string why) => TypedResults.Problem(title: "It can't be done as things are.", detail: why, statusCode: StatusCodes.Status409Conflict);

    /// <summary>It was changed since it was read.</summary>
    public static ProblemHttpResult Changed() => TypedResults.Problem(
        title: "Somebody else was faster.", detail: "It was changed since you read it; read it again, and send its new ETag as If-Match.", statusCode: StatusCodes.Status412PreconditionFailed);
}
