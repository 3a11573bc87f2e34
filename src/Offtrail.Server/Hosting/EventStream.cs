using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Tells those who listen of new alerts, as they are raised.</summary>
public sealed class EventStream : IDisposable
{
    private const int MostWaiting = 1000;

    private static readonly TimeSpan s_pulse = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<Channel<StoredAlert>, bool> _listeners = new();
    private readonly LiveService _live;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _ending;

    public EventStream(LiveService live, TimeProvider clock, IHostApplicationLifetime lifetime)
    {
        (_live, _clock, _ending) = (live, clock, lifetime.ApplicationStopping);
        live.Raised += Tell;
    }

    /// <summary>What happens from now on: <c>alert</c> with the alert's id, and a <c>status</c> at least every 15 seconds. Who is too slow misses the oldest, and finds them in the list.</summary>
    public async IAsyncEnumerable<SseItem<StreamItem>> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<StoredAlert>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });
        _listeners[channel] = true;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ending); // who listens does not hold up the end
        try
        {
            yield return Status();
            Task<bool>? came = null;
            while (!ended.IsCancellationRequested)
            {
                came ??= channel.Reader.WaitToReadAsync(ended.Token).AsTask();
                using var passed = CancellationTokenSource.CreateLinkedTokenSource(ended.Token);
                await Task.WhenAny(came, Task.Delay(s_pulse, _clock, passed.Token)).ConfigureAwait(false);
                await passed.CancelAsync().ConfigureAwait(false);
                while (channel.Reader.TryRead(out var alert)) yield return new SseItem<StreamItem>(new StreamItem(alert.Id, alert.RuleId, alert.Severity, alert.Score, alert.Reason, null, null), "alert");
                if (came.IsCompleted) came = null;
                else yield return Status();
            }
        }
        finally
        {
            _listeners.TryRemove(channel, out _);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _live.Raised -= Tell;

    private SseItem<StreamItem> Status() => new(new StreamItem(null, null, null, null, null, _live.Status.Doing, _live.Status.IsBehind), "status");

    private void Tell(IReadOnlyList<StoredAlert> alerts)
    {
        foreach (var listener in _listeners.Keys) foreach (var alert in alerts) listener.Writer.TryWrite(alert);
    }
}

/// <summary>Something that happened; what does not belong to it is null.</summary>
/// <param name="Id">An alert's id.</param>
/// <param name="RuleId">Its rule.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Score">Its score.</param>
/// <param name="Reason">What is unusual.</param>
/// <param name="Doing">What the service does.</param>
/// <param name="IsBehind">Whether events wait for a detection.</param>
public sealed record StreamItem(string? Id, string? RuleId, string? Severity, double? Score, string? Reason, string? Doing, bool? IsBehind);
