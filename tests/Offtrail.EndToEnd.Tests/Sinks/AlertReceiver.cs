using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Offtrail.EndToEnd.Tests.Sinks;

/// <summary>A receiver of alerts that keeps what it gets.</summary>
internal sealed class AlertReceiver : LoopbackServer
{
    public ConcurrentQueue<(string Key, string AlertId, IReadOnlyDictionary<string, string> Headers, string Body)> Got { get; } = new();

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 200;

    /// <summary>What happens when it has an alert and has not answered: the number says which of all.</summary>
    public Action<int> BeforeAnswer { get; set; } = _ => { };

    /// <summary>What happens when it has answered.</summary>
    public Action<int> AfterAnswer { get; set; } = _ => { };

    protected override Task AnswerAsync(HttpListenerContext context, byte[] body)
    {
        if (body.Length != context.Request.ContentLength64) return Task.CompletedTask; // the sender died on the way
        try
        {
            var id = JsonElement.Parse(body).GetProperty("offtrail").GetProperty("alert").GetProperty("id").GetString()!;
            Got.Enqueue((context.Request.Headers["Idempotency-Key"]!, id, context.Request.Headers.AllKeys.ToDictionary(k => k!, k => context.Request.Headers[k]!), Encoding.UTF8.GetString(body)));
            BeforeAnswer(Got.Count);
            context.Response.StatusCode = Status;
            context.Response.Close();
            AfterAnswer(Got.Count);
        }
        catch (JsonException)
        {
            // the sender died on the way
        }

        return Task.CompletedTask;
    }
}
