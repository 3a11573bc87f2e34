namespace Offtrail.Server;

/// <summary>
/// Refuses changes that a page of somebody else's makes a signed-in browser send. Browsers say where a request comes from (Sec-Fetch-Site; Origin
/// before that); a program that sends a cookie of ours says nothing and is its owner's business. Keys need none of this: no browser adds them by itself.
/// </summary>
internal static class SameOrigin
{
    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (IsReading(request) || KeyHandler.IsFor(request)) return next(context);
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        var foreign = site.Length > 0 ? site is not ("same-origin" or "none")
            : origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
        return foreign
            ? TypedResults.Problem(title: "This came from another site.", detail: "A change is taken from Offtrail's own pages, or with a key.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context)
            : next(context);
    }

    /// <summary>A WebSocket begins with GET, and may change things from then on.</summary>
    private static bool IsReading(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) && !string.Equals(request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase);
}
