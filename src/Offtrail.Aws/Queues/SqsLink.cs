namespace Offtrail.Aws;

/// <summary>The way to a queue. What goes wrong there ends nobody's loop: it is an outage that lasts until the queue answers. Safe for many threads.</summary>
internal sealed class SqsLink(SqsOptions options, Outage outage) : IDisposable
{
    private readonly Lock _lock = new();
    private SqsQueue? _queue;

    /// <summary>Asks the queue. Null when it answered, else how long to leave it alone.</summary>
    public async Task<TimeSpan?> TryAsync(Func<SqsQueue, Task> ask, CancellationToken cancellationToken)
    {
        try
        {
            await ask(Queue()).ConfigureAwait(false);
            outage.Ended();
            return null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested) // of whatever kind: a loop that ended would end in silence
        {
            return outage.Failed(AwsFault.Of(e, SqsQueue.Rights, options.Access with { Endpoint = options.Endpoint ?? options.Queue }));
        }
    }

    private SqsQueue Queue()
    {
        lock (_lock) return _queue ??= new SqsQueue(AwsClients.Sqs(options), options);
    }

    public void Dispose() => _queue?.Dispose();
}
