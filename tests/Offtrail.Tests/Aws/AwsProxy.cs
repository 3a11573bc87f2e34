using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Offtrail.Tests.Aws;

/// <summary>Stands between the program and the stand-in for AWS, and answers some requests itself.</summary>
internal sealed class AwsProxy : IAsyncDisposable
{
    private static readonly HttpClient s_http = new();

    private readonly WebApplication _app;

    private AwsProxy(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Method and path of what was asked.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Whether a request is to be answered "SlowDown".</summary>
    public Func<HttpRequest, bool> IsSlow { get; set; } = _ => false;

    /// <summary>Whether a request is to be answered "AccessDenied".</summary>
    public Func<HttpRequest, bool> IsDenied { get; set; } = _ => false;

    /// <summary>After how many bytes the connection breaks off in the midst of an answer; null for never.</summary>
    public Func<HttpRequest, int?> BreaksAfter { get; set; } = _ => null;

    /// <summary>After how many bytes an answer stands still for ever; null for never.</summary>
    public Func<HttpRequest, int?> StallsAfter { get; set; } = _ => null;

    /// <summary>Waited for before a request is passed on.</summary>
    public Func<HttpRequest, Task> Before { get; set; } = _ => Task.CompletedTask;

    public static async Task<AwsProxy> StartAsync(Uri to)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var proxy = new AwsProxy(app);
        app.Run(context => proxy.AnswerAsync(context, to));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }

    private async Task AnswerAsync(HttpContext context, Uri to)
    {
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        var isSlow = IsSlow(context.Request);
        if (isSlow || IsDenied(context.Request))
        {
            var (status, code) = isSlow ? (503, "SlowDown") : (403, "AccessDenied");
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(context.Request.Headers.ContainsKey("X-Amz-Target") ? $$"""{"__type":"{{code}}"}""" : $"<Error><Code>{code}</Code><Message>no</Message></Error>", context.RequestAborted);
            return;
        }

        await Before(context.Request);
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(to, context.Request.Path.ToUriComponent() + context.Request.QueryString)) { Content = new StreamContent(context.Request.Body) };
        foreach (var header in context.Request.Headers.Where(h => h.Key != "Host"))
            if (!request.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray())) request.Content.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
        using var answer = await s_http.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var header in answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is "ETag" or "Content-Type" or "Content-Length" or "Content-Range" or "Last-Modified")) context.Response.Headers[header.Key] = header.Value.ToArray();
        if ((BreaksAfter(context.Request) ?? StallsAfter(context.Request)) is { } bytes)
        {
            await context.Response.Body.WriteAsync((await answer.Content.ReadAsByteArrayAsync(context.RequestAborted)).AsMemory(0, bytes), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            if (BreaksAfter(context.Request) is not null) context.Abort();
            else await Task.Delay(Timeout.Infinite, context.RequestAborted);
            return;
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
