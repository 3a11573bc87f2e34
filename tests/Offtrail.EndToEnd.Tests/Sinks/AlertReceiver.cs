using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Offtrail.EndToEnd.Tests.Sinks;

/// <summary>A web server on a free port of the loopback, which keeps what it gets.</summary>
internal sealed class AlertReceiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    public AlertReceiver()
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

    public ConcurrentQueue<(string Key, string AlertId, IReadOnlyDictionary<string, string> Headers, string Body)> Got { get; } = new();

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 200;

    /// <summary>What happens when it has an alert and has not answered: the number says which of all.</summary>
    public Action<int> BeforeAnswer { get; set; } = _ => { };

    /// <summary>What happens when it has answered.</summary>
    public Action<int> AfterAnswer { get; set; } = _ => { };

    private async Task LoopAsync()
    {
        try
        {
            while (true) await AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // the test has ended
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var body = await reader.ReadToEndAsync();
            if (body.Length != context.Request.ContentLength64 && Encoding.UTF8.GetByteCount(body) != context.Request.ContentLength64) return; // the sender died on the way
            var id = JsonElement.Parse(body).GetProperty("offtrail").GetProperty("alert").GetProperty("id").GetString()!;
            Got.Enqueue((context.Request.Headers["Idempotency-Key"]!, id, context.Request.Headers.AllKeys.ToDictionary(k => k!, k => context.Request.Headers[k]!), body));
            BeforeAnswer(Got.Count);
            context.Response.StatusCode = Status;
            context.Response.Close();
            AfterAnswer(Got.Count);
        }
        catch (Exception e) when (e is IOException or HttpListenerException or ObjectDisposedException or JsonException)
        {
            // the sender is gone
        }
    }

    public void Dispose()
    {
        _listener.Close();
        _loop.Wait(TimeSpan.FromSeconds(5));
    }
}
