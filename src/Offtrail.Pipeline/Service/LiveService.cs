using Microsoft.Extensions.Logging;
using Offtrail.Anomalies;
using Offtrail.Events;
using Offtrail.Sinks;
using Offtrail.Sources;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>
/// The program that stays: reads what its sources give into the lake, detects, sends alerts, keeps the lake in order. One step at a time, each of
/// them one that the command line does too, and each kept as a whole or not at all: it may be killed at any moment. What came while it was not there is
/// read when it is there again, and since runs of rules are those of the events' time, none is left out and none is made twice, whatever the clock does.
/// </summary>
/// <param name="folder">The data folder, opened for writing.</param>
/// <param name="definitions">What is to be detected; looked at again whenever a file of it changes.</param>
/// <param name="sources">Where objects come from.</param>
/// <param name="options">How it goes about it.</param>
/// <param name="tools">What sinks need.</param>
/// <param name="log">Is told what it does.</param>
public sealed class LiveService(DataFolder folder, Definitions definitions, IReadOnlyList<ILiveSource> sources, LiveOptions options, SinkTools tools, ILogger log) : IDisposable
{
    /// <summary>How long it waits at most before it looks whether a definition was changed.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(5);

    /// <summary>Pause between two detections while events come, at least; else as long as the last one took, so that half of the time is left for reading.</summary>
    private static readonly TimeSpan s_leastPause = TimeSpan.FromSeconds(1);

    /// <summary>Pause between two detections while objects wait to be read, at least.</summary>
    private static readonly TimeSpan s_pauseOfBacklog = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _clock = tools.Clock;
    private readonly Intake _intake = new(sources, tools.Clock, log);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Definitions _definitions = definitions;
    private string _stamp = Definitions.StampOf(folder.Root);
    private SharedDedupe? _dedupe;
    private bool _isBehind = true; // what came while it was not there
    private long _detected, _tidied, _looked, _measured;
    private TimeSpan _lastTime;
    private ServiceStatus _status = new() { StartedAt = tools.Clock.Micros(), Doing = "starting" };

    /// <summary>How it is doing. From any thread.</summary>
    public ServiceStatus Status => Volatile.Read(ref _status) with { Sources = _intake.Status, IsBehind = _isBehind || !_intake.IsEmpty };

    /// <summary>What it measures of itself.</summary>
    private LiveMetrics Metrics => field ??= new LiveMetrics(() => Status, () => Definitions.Rules.SelectMany(Definitions.Pack.JobsOf).DistinctBy(j => j.Id), folder.Root, _clock);

    /// <summary>The definitions that run now.</summary>
    public Definitions Definitions => Volatile.Read(ref _definitions);

    /// <summary>Told of the alerts that a detection raised, on the service's thread.</summary>
    public event Action<IReadOnlyList<StoredAlert>>? Raised;

    /// <summary>Ends when the definitions are read and the first detection is done or has failed.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Works until it is stopped.</summary>
    /// <param name="stop">Ends it after the step in hand.</param>
    /// <param name="abort">Ends the step in hand as well; what was not committed is done again at the next start.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        foreach (var damaged in folder.FoundDamaged) log.Damaged(damaged.Segment.Path, damaged.Reason, damaged.Missing);
        Use(Definitions);
        Measure();
        _looked = _tidied = _clock.GetTimestamp();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, abort);
        var receiving = _intake.RunAsync(ending.Token);
        var sending = new Delivering(folder, tools, Metrics, log);
        await sending.StartAsync(Definitions.Sinks).ConfigureAwait(false);
        try
        {
            for (var failures = 0; !ending.IsCancellationRequested;)
            {
                try
                {
                    if (!await StepAsync(sending, abort).ConfigureAwait(false)) await RestAsync(ending.Token).ConfigureAwait(false);
                    failures = 0;
                }
                catch (Exception e) when (e is not OperationCanceledException) // the disk may have room again, the state be free again
                {
                    var wait = Backoff.After(Status.Doing, ++failures);
                    log.Failed(Status.Doing, wait.TotalSeconds, e.Message);
                    Metrics.Failed(Status.Doing);
                    Set(s => s with { Failure = $"{s.Doing} failed: {e.Message}", Doing = "waiting" });
                    _ready.TrySetResult();
                    await Task.Delay(wait, _clock, ending.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // as asked
        }
        finally
        {
            Set(s => s with { Doing = "stopped" });
            await ending.CancelAsync().ConfigureAwait(false);
            await sending.DisposeAsync().ConfigureAwait(false);
            await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            folder.TidyUp();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Metrics.Dispose();
        _intake.Dispose();
    }

    /// <summary>Does what is due. False when nothing was.</summary>
    private async Task<bool> StepAsync(Delivering sending, CancellationToken abort)
    {
        await LookAsync(sending).ConfigureAwait(false);
        var arrived = _intake.Take(options.MostObjectsAStep);
        var did = arrived.Count > 0;
        if (did) await IngestAsync(arrived, abort).ConfigureAwait(false);
        if (IsDetectionDue())
        {
            Detect(abort);
            did = true;
        }

        if (IsTidyingDue())
        {
            TidyUp(abort);
            did = true;
        }

        if (did || _clock.GetElapsedTime(_measured) >= s_look) Measure();
        Set(s => s with { Doing = "waiting", Failure = null });
        return did;
    }

    /// <summary>Waits until something comes or is due.</summary>
    private Task RestAsync(CancellationToken cancellationToken)
    {
        var rest = _isBehind ? Pause - _clock.GetElapsedTime(_detected) : s_look;
        return _intake.WaitAsync(rest < TimeSpan.FromMilliseconds(10) ? TimeSpan.FromMilliseconds(10) : rest, cancellationToken);
    }

    private async Task IngestAsync(IReadOnlyList<(ILiveSource Source, Arrival Arrival)> arrived, CancellationToken abort)
    {
        Set(s => s with { Doing = "ingesting" });
        using var span = Telemetry.Begin("ingest");
        SourceObject[] objects = [.. arrived.SelectMany(a => a.Arrival.Objects)];
        _dedupe ??= new SharedDedupe(folder);
        var ingester = new Ingester(folder, options.Ingest with { Threads = Math.Min(options.Ingest.Threads, 1 + (objects.Length / 32)) }, _clock) { Dedupe = _dedupe };
        _dedupe = null; // of an ingestion that fails it remembers what is not there
        try
        {
            var read = await ingester.RunAsync([new GivenObjects(objects)], abort).ConfigureAwait(false);
            _dedupe = ingester.Dedupe;
            _isBehind |= read.Stored > 0;
            Metrics.Ingested(read);
            span.Done(("objects", read.Objects), ("stored", read.Stored), ("duplicates", read.Duplicates), ("quarantined", read.Quarantined));
            log.Ingested(read.Objects, read.Stored, read.Duplicates, read.Quarantined, (long)read.Elapsed.TotalMilliseconds);
            Set(s => s with { Objects = s.Objects + read.Objects, ContentBytes = s.ContentBytes + read.ContentBytes, Stored = s.Stored + read.Stored, Duplicates = s.Duplicates + read.Duplicates, Quarantined = s.Quarantined + read.Quarantined });
        }
        finally
        {
            foreach (var (source, arrival) in arrived) await SettleAsync(source, arrival, abort).ConfigureAwait(false);
        }
    }

    private async Task SettleAsync(ILiveSource source, Arrival arrival, CancellationToken abort)
    {
        await arrival.SettleAsync(o => folder.State.Ledger.Contains(o.Key, o.Version), lost =>
        {
            folder.State.InTransaction(() =>
            {
                foreach (var one in lost)
                {
                    folder.State.Quarantine.Forget(one.Key);
                    folder.State.Quarantine.Add(new QuarantineEntry(one.Key, new Rejection(default, one.Reason, one.Content, one.Content.Length, IsRecord: false)), _clock.Micros());
                }

                return true;
            });
            foreach (var one in lost) log.GivenUp(source.Id, one.Key, one.Reason);
            _intake.NoteUndeliverable(source, lost.Count);
        }, abort).ConfigureAwait(false);
    }

    /// <summary>How long after a detection the next may begin: while much waits to be read, what is judged now would be judged again when the rest is there.</summary>
    private TimeSpan Pause => _intake.IsEmpty ? Longer(s_leastPause, _lastTime) : Longer(s_pauseOfBacklog, 4 * _lastTime);

    private bool IsDetectionDue()
    {
        if (_detected == 0) return true;
        var since = _clock.GetElapsedTime(_detected);
        return (_isBehind && since >= Pause) || since >= options.Interval;
    }

    private void Detect(CancellationToken abort)
    {
        Set(s => s with { Doing = "detecting" });
        using var span = Telemetry.Begin("detect");
        var now = Definitions;
        var found = new Detection(folder, _clock).Run(now.Pack, new DetectOptions { Rules = now.Rules, Exceptions = now.Exceptions, Sinks = now.Sinks }, abort);
        _isBehind = false;
        _detected = _clock.GetTimestamp();
        _lastTime = found.Elapsed;
        Metrics.Detected(found, now.Rules.Count);
        span.Done(("events", found.Lake.Events), ("raised", found.Raised.Count), ("withdrawn", found.Withdrawn));
        log.Detected(found.Lake.Events, (long)found.Elapsed.TotalMilliseconds, found.Raised.Count, found.Withdrawn);
        if (found.CaughtUp > TimeSpan.Zero) log.CaughtUp(found.CaughtUp);
        foreach (var warning in found.Warnings.Except(Status.Warnings)) log.Warning(warning);
        Set(s => s with
        {
            Events = found.Lake.Events,
            NewestEvent = found.Lake.LastMicros,
            Detections = s.Detections + 1,
            DetectedAt = _clock.Micros(),
            DetectionTime = found.Elapsed,
            Raised = s.Raised + found.Raised.Count,
            Withdrawn = s.Withdrawn + found.Withdrawn,
            Warnings = found.Warnings,
        });
        _ready.TrySetResult();
        if (found.Raised.Count > 0) Raised?.Invoke(found.Raised);
    }

    private bool IsTidyingDue() =>
        _clock.GetElapsedTime(_tidied) >= options.CompactEvery
        || (_clock.GetElapsedTime(_tidied) >= s_look && folder.State.Manifest.MostSmallOfAPartition(new Compaction(folder).TargetBytes / 2) >= options.MostSegmentsADay);

    private void TidyUp(CancellationToken abort)
    {
        Set(s => s with { Doing = "compacting" });
        using var span = Telemetry.Begin("compact");
        var dropped = options.Keep is { } keep ? new Retention(folder, _clock).Prune((int)((_clock.GetUtcNow() - DateTimeOffset.UnixEpoch - keep).Ticks / TimeSpan.TicksPerDay), account: null, dryRun: false).Count : 0;
        var merged = new Compaction(folder).Run((_, _) => { }, abort);
        folder.TidyUp();
        _tidied = _clock.GetTimestamp();
        span.Done(("merged", merged.Before), ("into", merged.After), ("dropped", dropped));
        if (merged.Before + dropped > 0) log.TidiedUp(merged.Before, merged.After, dropped);
    }

    /// <summary>Reads the definitions anew when one was changed.</summary>
    private async Task LookAsync(Delivering sending)
    {
        if (_clock.GetElapsedTime(_looked) < s_look) return;
        _looked = _clock.GetTimestamp();
        if (Definitions.StampOf(folder.Root) is var stamp && stamp == _stamp) return;
        _stamp = stamp;
        try
        {
            Use(Definitions.Of(folder.Root));
        }
        catch (DefinitionException e)
        {
            log.DefinitionFault(e.Message);
            Set(s => s with { DefinitionFault = e.Message });
            return;
        }

        Set(s => s with { DefinitionFault = null });
        await sending.StartAsync(Definitions.Sinks).ConfigureAwait(false);
        _isBehind = true;
    }

    private void Use(Definitions now)
    {
        new RuleFolder(folder, _clock, "offtrail serve").Note(now.Pack, now.Rules);
        Volatile.Write(ref _definitions, now);
        log.DefinitionsRead(now.Rules.Count, now.Sinks.All.Count);
    }

    /// <summary>Looks how much there is, for whoever asks: the state is busy while a step commits, so nobody else looks.</summary>
    private void Measure()
    {
        _measured = _clock.GetTimestamp();
        var (events, segments, bytes) = folder.State.Manifest.Totals();
        var outbox = Definitions.Sinks.All.Select(s => new SinkQueue(s.Id, folder.State.Outbox.Count(s.Id, OutboxState.Waiting), folder.State.Outbox.Count(s.Id, OutboxState.Failed)));
        Set(s => s with { Lake = new LakeFigures(events, segments, bytes), Outbox = [.. outbox] });
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private void Set(Func<ServiceStatus, ServiceStatus> change) => Volatile.Write(ref _status, change(_status)); // only the service's own thread writes
}
