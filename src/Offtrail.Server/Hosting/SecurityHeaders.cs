namespace Offtrail.Server;

/// <summary>Headers that every answer has: nothing is framed, guessed at, kept by others or fetched from elsewhere.</summary>
internal static class SecurityHeaders
{
    private const string OfAll = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The page that shows the API sets styles by script and calls the API; it too may load nothing from elsewhere.</summary>
    private const string OfDocs = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal) ? OfDocs : context.GetEndpoint()?.Metadata.GetMetadata<ContentPolicy>()?.Text ?? OfAll;
        return next(context);
    }
}
