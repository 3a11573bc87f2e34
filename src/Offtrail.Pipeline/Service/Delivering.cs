using Microsoft.Extensions.Logging;
using Offtrail.Sinks;

namespace Offtrail.Pipeline;

/// <summary>Sends alerts beside a service's steps, and begins anew when the sinks are others. What goes wrong is told and tried again.</summary>
internal sealed class Delivering(DataFolder folder, SinkTools tools, LiveMetrics metrics, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(30);

    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;

    /// <summary>Begins to send, and ends what was begun before.</summary>
    public async Task StartAsync(SinkList sinks)
    {
        await DisposeAsync().ConfigureAwait(false);
        _stop = new CancellationTokenSource();
        var ended = _stop.Token;
        _running = Task.Run(() => SendAsync(sinks, ended), CancellationToken.None);
    }

    /// <summary>Ends it; an attempt in hand counts as one whose end is unknown, and is made again with the same key.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop is null) return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _stop = null;
    }

    private async Task SendAsync(SinkList sinks, CancellationToken ended)
    {
        while (sinks.All.Count > 0)
        {
            try
            {
                await new AlertDelivery(folder, sinks, tools) { OnAttempt = metrics.Attempted, OnFault = (sink, rest, why) => log.Failed($"sending to {sink}", rest.TotalSeconds, why) }.RunAsync(ended).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException || !ended.IsCancellationRequested)
            {
                log.Failed("sending", s_pause.TotalSeconds, e.Message);
                await Task.Delay(s_pause, tools.Clock, ended).ConfigureAwait(false);
            }
        }
    }
}
