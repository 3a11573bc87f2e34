using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>A collector of OTLP over HTTP on a free port, which keeps what it gets. Names stand as plain text in the messages, so that nothing need be decoded.</summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    public Collector()
    {
        using (var probe = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp))
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndPoint!).Port}";
        }

        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _loop = LoopAsync();
    }

    public string Url { get; }

    /// <summary>Messages by path.</summary>
    public ConcurrentQueue<(string Path, string Text)> Got { get; } = new();

    public bool Has(string path, string text) => Got.Any(g => g.Path == path && g.Text.Contains(text, StringComparison.Ordinal));

    private async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                Got.Enqueue((context.Request.Url!.AbsolutePath, Encoding.Latin1.GetString(body.ToArray())));
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // the test has ended
        }
    }

    public void Dispose()
    {
        _listener.Close();
        _loop.Wait(TimeSpan.FromSeconds(5));
    }
}
