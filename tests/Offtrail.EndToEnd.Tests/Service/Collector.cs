using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>A collector of OTLP over HTTP, which keeps what it gets. Names stand as plain text in the messages, so that nothing need be decoded.</summary>
internal sealed class Collector : LoopbackServer
{
    /// <summary>Messages by path.</summary>
    public ConcurrentQueue<(string Path, string Text)> Got { get; } = new();

    public bool Has(string path, string text) => Got.Any(g => g.Path == path && g.Text.Contains(text, StringComparison.Ordinal));

    protected override Task AnswerAsync(HttpListenerContext context, byte[] body)
    {
        Got.Enqueue((context.Request.Url!.AbsolutePath, Encoding.Latin1.GetString(body)));
        context.Response.ContentType = "application/x-protobuf";
        context.Response.Close();
        return Task.CompletedTask;
    }
}
