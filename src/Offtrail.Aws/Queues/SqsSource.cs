using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Amazon.Runtime;
using Amazon.SQS.Model;
using Offtrail.Sources;

namespace Offtrail.Aws;

/// <summary>
/// New objects of buckets, as a queue tells of them. A message is deleted when all of its objects are stored; what a killed program had received comes again after its time of hiding,
/// and the ledger knows what was stored. A message is given up, and goes to the quarantine, when it makes no sense, or when its objects are gone or denied after so many receives.
/// What passes (throttling, an outage, credentials that expired) is waited for however long it takes.
/// </summary>
/// <remarks>
/// Receivers run on their own from the first <see cref="NextAsync"/> on and hold a thousand messages at most, those of unsettled arrivals included; another loop keeps what is held hidden. A missing
/// right counts as the object's fault only when others were read: else it is everybody's.
/// </remarks>
public sealed class SqsSource : ILiveSource
{
    private const int MostHeld = 1000;
    private const int MostContent = 64 << 10; // kept of a message that makes no sense
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(2);

    private readonly SqsOptions _options;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<SourceProblem> _problems = [];
    private readonly ConcurrentDictionary<string, HeldMessage> _held = new(StringComparer.Ordinal); // by receipt
    private readonly ConcurrentDictionary<string, AwsFault> _faults = new(StringComparer.Ordinal); // by name, of objects that could not be read
    private readonly Channel<HeldMessage?> _ready = Channel.CreateUnbounded<HeldMessage?>(); // null: there is a problem to tell
    private readonly SemaphoreSlim _room = new(MostHeld);
    private readonly Outage _queueOutage;
    private readonly Outage _bucketOutage;
    private readonly Lock _lock = new();
    private SqsQueue? _queue;
    private S3Reader? _reader;
    private Task[] _loops = [];
    private volatile bool _hasRead;

    /// <param name="id">What the configuration calls it.</param>
    /// <param name="options">The queue.</param>
    /// <param name="clock">The clock.</param>
    public SqsSource(string id, SqsOptions options, TimeProvider clock)
    {
        (Id, _options, _clock) = (id, options, clock);
        _queueOutage = new Outage(options.Queue.ToString(), Tell);
        _bucketOutage = new Outage($"objects that {options.Queue} names", Tell);

        void Tell(SourceProblem problem)
        {
            _problems.Enqueue(problem);
            _ready.Writer.TryWrite(null);
        }
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public async Task<Arrival> NextAsync(Action<SourceProblem> onProblem, CancellationToken cancellationToken)
    {
        if (_loops.Length == 0) _loops = [.. Enumerable.Range(0, _options.Receivers).Select(_ => Task.Run(ReceiveAsync, _stop.Token)), Task.Run(KeepHiddenAsync, _stop.Token)];
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var some = _ready.Reader.WaitToReadAsync(wait.Token).AsTask();
        await Task.WhenAny(some, Task.Delay(s_longestWait, _clock, wait.Token)).ConfigureAwait(false);
        await wait.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var messages = new List<HeldMessage>();
        while (_ready.Reader.TryRead(out var message))
            if (message is not null) messages.Add(message);
        while (_problems.TryDequeue(out var problem)) onProblem(problem);
        return messages.Count > 0 ? new SqsArrival(this, messages) : Arrival.None;
    }

    internal async Task SettleAsync(IReadOnlyList<HeldMessage> messages, Func<SourceObject, bool> isStored, Action<IReadOnlyList<Undeliverable>> quarantine, CancellationToken cancellationToken)
    {
        var (done, again, givenUp) = (new List<HeldMessage>(), new List<HeldMessage>(), new List<Undeliverable>());
        foreach (var message in messages)
        {
            var missing = message.Objects.Where(o => o.Object is null || !isStored(o.Object)).ToArray();
            if (missing.Length > 0 && !(message.Receives >= _options.MaxReceives && missing.All(IsHopeless)))
            {
                again.Add(message);
                continue;
            }

            done.Add(message);
            givenUp.AddRange(missing.Select(o => new Undeliverable(o.Name, $"{FaultOf(o)!.Reason}; its message was received {message.Receives} times", default)));
            if (message.Fault is { } fault) givenUp.Add(new Undeliverable($"{_options.Queue}#{message.Id}", $"the message {fault}", message.Content));
        }

        if (givenUp.Count > 0) quarantine(givenUp);
        try
        {
            await TryAsync(async queue =>
            {
                await queue.DeleteAsync(done.Select(m => m.Receipt), cancellationToken).ConfigureAwait(false);
                foreach (var same in again.GroupBy(m => Pause(m.Receives))) await queue.HideAsync(same.Select(m => m.Receipt), same.Key, cancellationToken).ConfigureAwait(false);
            }, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            foreach (var message in messages) LetGo(message);
        }
    }

    private async Task ReceiveAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            for (var i = 0; i < SqsQueue.MostTogether; i++) await _room.WaitAsync(_stop.Token).ConfigureAwait(false);
            var taken = 0;
            var pause = await TryAsync(async queue =>
            {
                var received = await queue.ReceiveAsync(_stop.Token).ConfigureAwait(false);
                var held = await Task.WhenAll(received.Select(HoldAsync)).ConfigureAwait(false);
                foreach (var message in held.Where(m => m.Objects.Count > 0 || m.Fault is not null))
                {
                    taken++;
                    _held[message.Receipt] = message;
                    _ready.Writer.TryWrite(message);
                }

                await queue.DeleteAsync(held.Where(m => m.Objects.Count == 0 && m.Fault is null).Select(m => m.Receipt), _stop.Token).ConfigureAwait(false); // of nothing that is wanted
            }, _stop.Token).ConfigureAwait(false);
            _room.Release(SqsQueue.MostTogether - taken);
            if (pause is { } time) await Task.Delay(time, _clock, _stop.Token).ConfigureAwait(false);
        }
    }

    private async Task<HeldMessage> HoldAsync(Message message)
    {
        var notice = Notice.Read(message.Body ?? "");
        var wanted = notice.Objects.Where(o => (_options.Buckets.Count == 0 || _options.Buckets.Contains(o.Bucket)) && o.Size != 0 && _options.Selection.Takes(o.Key, CloudTrailKey.Of(o.Key)));
        var objects = await Task.WhenAll(wanted.Select(HoldAsync)).ConfigureAwait(false);
        var content = notice.Fault is null ? [] : Encoding.UTF8.GetBytes(message.Body ?? "");
        return new HeldMessage(message.MessageId, message.ReceiptHandle, SqsQueue.ReceivesOf(message), objects, notice.Fault, content.Length > MostContent ? content[..MostContent] : content);
    }

    /// <summary>Where a message does not say which version of the object it means, it is the one that is there now.</summary>
    private async Task<HeldObject> HoldAsync(NamedObject named)
    {
        var name = S3Reader.Name(named.Bucket, named.Key);
        try
        {
            var reader = Reader();
            var (size, etag) = named is { Size: { } s, ETag: { } e } ? (s, e) : await reader.HeadAsync(named.Bucket, named.Key, _stop.Token).ConfigureAwait(false);
            return new HeldObject(name, reader.Of(named.Bucket, named.Key, size, etag), null);
        }
        catch (Exception e) when (!_stop.IsCancellationRequested)
        {
            var fault = AwsFault.Of(e, S3Reader.Rights, _options.Access);
            NoteRead(name, fault);
            return new HeldObject(name, null, fault);
        }
    }

    private async Task KeepHiddenAsync()
    {
        using var tick = new PeriodicTimer(_options.Visibility / 3, _clock);
        while (await tick.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            if (!_held.IsEmpty) await TryAsync(queue => queue.HideAsync(_held.Keys, _options.Visibility, _stop.Token), _stop.Token).ConfigureAwait(false);
    }

    /// <summary>Asks the queue. Null when it answered, else how long to leave it alone; what went wrong is told once.</summary>
    private async Task<TimeSpan?> TryAsync(Func<SqsQueue, Task> ask, CancellationToken cancellationToken)
    {
        try
        {
            await ask(Queue()).ConfigureAwait(false);
            _queueOutage.Ended();
            return null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested) // of whatever kind: a loop that ended would end in silence
        {
            return _queueOutage.Failed(AwsFault.Of(e, SqsQueue.Rights, _options.Access with { Endpoint = _options.Endpoint ?? _options.Queue }));
        }
    }

    /// <summary>From many threads.</summary>
    private void NoteRead(string name, AwsFault? fault)
    {
        if (fault is null)
        {
            _hasRead = true;
            _faults.TryRemove(name, out _);
            _bucketOutage.Ended();
            return;
        }

        _faults[name] = fault;
        if (fault.Kind is AwsFaultKind.Outage or AwsFaultKind.Setting || (fault.Kind == AwsFaultKind.Denied && !_hasRead)) _bucketOutage.Failed(fault);
    }

    private AwsFault? FaultOf(HeldObject held) => held.Fault ?? _faults.GetValueOrDefault(held.Name);

    private bool IsHopeless(HeldObject held) => FaultOf(held)?.Kind switch
    {
        AwsFaultKind.Object => true,
        AwsFaultKind.Denied => _hasRead,
        _ => false, // also when it was read and could not be stored
    };

    private void LetGo(HeldMessage message)
    {
        if (!_held.TryRemove(message.Receipt, out _)) return;
        foreach (var held in message.Objects) _faults.TryRemove(held.Name, out _);
        _room.Release();
    }

    private SqsQueue Queue()
    {
        lock (_lock) return _queue ??= new SqsQueue(AwsClients.Sqs(_options), _options);
    }

    private S3Reader Reader()
    {
        lock (_lock) return _reader ??= new S3Reader(AwsClients.S3(_options.Access), _options.Access, NoteRead, _stop.Token);
    }

    /// <summary>10 s, doubled with each receive, at most 15 min.</summary>
    private static TimeSpan Pause(int receives)
    {
        var pause = TimeSpan.FromSeconds(5 * Math.Pow(2, Math.Clamp(receives, 1, 10)));
        return pause < s_longestPause ? pause : s_longestPause;
    }

    /// <summary>Ends the loops. What is held is let go, so that the next process need not wait for it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_queue is not null)
        {
            using var limit = new CancellationTokenSource(s_goodbye, _clock);
            try
            {
                await _queue.HideAsync(_held.Keys, TimeSpan.Zero, limit.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or OperationCanceledException)
            {
                // they come again after their time of hiding
            }

            _queue.Dispose();
        }

        _room.Dispose();
    }
}
