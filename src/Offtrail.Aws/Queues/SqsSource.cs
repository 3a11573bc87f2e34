using System.Threading.Channels;
using Offtrail.Sources;

namespace Offtrail.Aws;

/// <summary>
/// New objects of buckets, as a queue tells of them. A message is deleted when all of its objects are stored; what a killed program had received comes again after its time of hiding,
/// and the ledger knows what was stored. A message is given up, and goes to the quarantine, when it makes no sense, or when its objects are gone or denied after so many receives.
/// What passes (throttling, an outage, credentials that expired) is waited for however long it takes.
/// </summary>
/// <remarks>Receivers run on their own from the first <see cref="NextAsync"/> on; another loop keeps hidden what they hold.</remarks>
public sealed class SqsSource : ILiveSource
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(2);

    private readonly SqsOptions _options;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<HeldMessage?> _ready = Channel.CreateUnbounded<HeldMessage?>(); // null: an outage has begun or ended
    private readonly HeldMessages _held = new();
    private readonly Outage _queueOutage;
    private readonly Outage _bucketOutage;
    private readonly SqsLink _link;
    private readonly SqsReceiver _receiver;
    private readonly SqsSettlement _settlement;
    private Task[] _loops = [];

    /// <param name="id">What the configuration calls it.</param>
    /// <param name="options">The queue.</param>
    /// <param name="clock">The clock.</param>
    public SqsSource(string id, SqsOptions options, TimeProvider clock)
    {
        (Id, _options, _clock) = (id, options, clock);
        _queueOutage = new Outage(options.Queue.ToString(), Wake);
        _bucketOutage = new Outage($"objects that {options.Queue} names", Wake);
        _link = new SqsLink(options, _queueOutage);
        var faults = new ReadFaults(_bucketOutage);
        _receiver = new SqsReceiver(options, _link, _held, faults, _ready.Writer, clock, _stop.Token);
        _settlement = new SqsSettlement(options, _link, _held, faults);

        void Wake() => _ready.Writer.TryWrite(null);
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public async Task<Arrival> NextAsync(Action<SourceProblem> onProblem, CancellationToken cancellationToken)
    {
        if (_loops.Length == 0) _loops = [.. Enumerable.Range(0, _options.Receivers).Select(_ => Task.Run(_receiver.RunAsync, _stop.Token)), Task.Run(KeepHiddenAsync, _stop.Token)];
        if (_loops.FirstOrDefault(l => l.IsFaulted) is { } broken) await broken.ConfigureAwait(false); // no loop ends in silence
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var some = _ready.Reader.WaitToReadAsync(wait.Token).AsTask();
        await Task.WhenAny(some, Task.Delay(s_longestWait, _clock, wait.Token)).ConfigureAwait(false);
        await wait.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var messages = new List<HeldMessage>();
        while (_ready.Reader.TryRead(out var message))
            if (message is not null) messages.Add(message);
        foreach (var outage in (Outage[])[_queueOutage, _bucketOutage])
            if (outage.Problem is { } problem) onProblem(problem);
        return messages.Count > 0 ? new SqsArrival(_settlement, messages) : Arrival.None;
    }

    private async Task KeepHiddenAsync()
    {
        using var tick = new PeriodicTimer(_options.Visibility / 3, _clock);
        while (await tick.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            await _held.KeepHiddenAsync(receipts => _link.TryAsync(queue => queue.HideAsync(receipts, _options.Visibility, _stop.Token), _stop.Token), _stop.Token).ConfigureAwait(false);
    }

    /// <summary>Ends the loops. What is held is let go, so that the next process need not wait for it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_held.Hidden is { Count: > 0 } receipts)
        {
            using var limit = new CancellationTokenSource(s_goodbye, _clock);
            Task goodbye = _link.TryAsync(queue => queue.HideAsync(receipts, TimeSpan.Zero, limit.Token), limit.Token);
            await goodbye.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // else they come again after their time of hiding
        }

        _link.Dispose();
        _held.Dispose();
    }
}
