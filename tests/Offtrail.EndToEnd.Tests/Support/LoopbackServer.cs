using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Offtrail.EndToEnd.Tests;

/// <summary>A web server on a free port of the loopback, one request after the other, until the test ends.</summary>
internal abstract class LoopbackServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    protected LoopbackServer()
    {
        using (var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndPoint!).Port}/");
        }

        _listener.Prefixes.Add(Url);
        _listener.Start();
        _loop = LoopAsync();
    }

    public string Url { get; }

    /// <summary>Answers a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="body">Its whole body.</param>
    protected abstract Task AnswerAsync(HttpListenerContext context, byte[] body);

    public void Dispose()
    {
        _listener.Close();
        _loop.Wait(TimeSpan.FromSeconds(5));
    }

    private async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                try
                {
                    using var body = new MemoryStream();
                    await context.Request.InputStream.CopyToAsync(body);
                    await AnswerAsync(context, body.ToArray());
                }
                catch (Exception e) when (_listener.IsListening && e is IOException or HttpListenerException or ObjectDisposedException)
                {
                    // the sender is gone
                }
            }
        }
        catch (Exception e) when (e is IOException or HttpListenerException or ObjectDisposedException)
        {
            // the test has ended
        }
    }
}
