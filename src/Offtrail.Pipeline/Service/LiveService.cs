using Microsoft.Extensions.Logging;
using Offtrail.Anomalies;
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

    private static readonly TimeSpan s_leastRest = TimeSpan.FromMilliseconds(10);

    private const string Detecting = "detecting";

    private readonly TimeProvider _clock = tools.Clock;
    private readonly Intake _intake = new(sources, tools.Clock, log);
    private readonly DetectionPace _pace = new(tools.Clock, options.Interval);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LiveRequests _requests = new();
    private Definitions _definitions = definitions;
    private string _stamp = definitions.Stamp;
    private volatile bool _isBehind = true; // what came while it was not there
    private long _pruned, _compacted, _looked, _measured;
    private int _mostSmall; // segments of a day that could be merged
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

    /// <summary>Lets jobs forget what they knew behind a time, between two steps; the next detection follows at once. Gives how many snapshots were dropped. From any thread.</summary>
    /// <param name="jobs">Ids of jobs.</param>
    /// <param name="toMicros">See <see cref="JobReset.Run"/>.</param>
    /// <exception cref="StateException">The state could not be changed.</exception>
    /// <exception cref="OperationCanceledException">The service ends.</exception>
    public Task<int> ResetAsync(IReadOnlyCollection<string> jobs, long toMicros)
    {
        var answer = _requests.AskAsync(() =>
        {
            var dropped = JobReset.Run(folder.State, jobs, toMicros);
            _isBehind = true;
            return dropped;
        });
        _intake.Wake();
        return answer;
    }

    /// <summary>Works until it is stopped.</summary>
    /// <param name="stop">Ends it after the step in hand.</param>
    /// <param name="abort">Ends the step in hand as well; what was not committed is done again at the next start.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        foreach (var damaged in folder.FoundDamaged) log.Damaged(damaged.Segment.Path, damaged.Reason, damaged.Missing);
        Use(Definitions);
        _looked = _compacted = _clock.GetTimestamp();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, abort);
        var receiving = _intake.RunAsync(ending.Token);
        var sending = new Delivering(folder, tools, Metrics, log);
        await sending.StartAsync(Definitions.Sinks).ConfigureAwait(false);
        using var lending = new FolderLending(folder, _clock);
        LiveStep[] steps = [.. Steps(sending, lending, ending.Token)];
        try
        {
            while (!ending.IsCancellationRequested)
                if (!await DoDueAsync(steps, ending.Token, abort).ConfigureAwait(false)) await RestAsync(ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // as asked
        }
        finally
        {
            Set(s => s with { Doing = "stopped" });
            _requests.End();
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

    /// <summary>What it does, in the order in which it is done when all is due. Days are dropped before more is read: a full disk may have room then.</summary>
    private IEnumerable<LiveStep> Steps(Delivering sending, FolderLending lending, CancellationToken stop)
    {
        var reading = new Reading(folder, _intake, options, _clock, log);
        return
        [
            Step("making room for a command", () => lending.IsDue, _ => LendAsync(lending, reading, stop)),
            Step("reading definitions", () => Since(_looked) >= s_look, _ => LookAsync(sending)),
            Step("dropping days", () => options.Keep is not null && (_pruned == 0 || Since(_pruned) >= options.CompactEvery), _ => Prune(options.Keep!.Value)),
            Step("resetting jobs", () => !_requests.IsEmpty, _ => _requests.DoAll()),
            Step("ingesting", () => !_intake.IsEmpty, abort => IngestAsync(reading, abort)),
            Step(Detecting, () => _pace.IsDue(_isBehind, _intake.IsEmpty), Detect),
            Step("compacting", () => Since(_compacted) >= options.CompactEvery || (Since(_compacted) >= s_look && _mostSmall >= options.MostSegmentsADay), Compact),
            Step("measuring", () => _measured <= _pace.Ended || Since(_measured) >= s_look, _ => Measure()),
        ];

        LiveStep Step(string name, Func<bool> isDue, Func<CancellationToken, Task> work) => new(name, isDue, work, _clock);
    }

    /// <summary>Does what is due, one after the other. False when nothing was.</summary>
    private async Task<bool> DoDueAsync(LiveStep[] steps, CancellationToken stop, CancellationToken abort)
    {
        var did = false;
        foreach (var step in steps)
        {
            if (stop.IsCancellationRequested) return did;
            if (!step.IsDue) continue;
            did = true;
            Set(s => s with { Doing = step.Name });
            try
            {
                await step.RunAsync(abort).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException || !abort.IsCancellationRequested) // the disk may have room again, the state be free again
            {
                log.Failed(step.Name, step.Failed(e).TotalSeconds, e.Message);
                Metrics.Failed(step.Name);
                if (step.Name == Detecting) _ready.TrySetResult();
            }

            Set(s => s with { Doing = "waiting", Failure = FaultsOf(steps) });
        }

        return did;
    }

    private static string? FaultsOf(LiveStep[] steps) => steps.Where(s => s.Fault is not null).Select(s => $"{s.Name} failed: {s.Fault}").ToArray() is { Length: > 0 } faults ? string.Join("; ", faults) : null;

    /// <summary>Waits until something comes or is due.</summary>
    private Task RestAsync(CancellationToken cancellationToken)
    {
        var rest = _isBehind ? _pace.Left(_intake.IsEmpty) : FolderLending.Look;
        return _intake.WaitAsync(rest > s_leastRest && rest < FolderLending.Look ? rest : rest >= FolderLending.Look ? FolderLending.Look : s_leastRest, cancellationToken);
    }

    /// <summary>What it remembers of the lake may be wrong afterwards; and what the command read is judged by all rules.</summary>
    private async Task LendAsync(FolderLending lending, Reading reading, CancellationToken stop)
    {
        log.Lent();
        await lending.LendAsync(stop).ConfigureAwait(false);
        reading.Forget();
        _isBehind = true;
        log.HasItBack();
    }

    private async Task IngestAsync(Reading reading, CancellationToken abort)
    {
        using var span = Telemetry.Begin("ingest");
        var wasBehind = _isBehind;
        _isBehind = true; // also if it fails: part of it may be stored
        var read = await reading.RunAsync(abort).ConfigureAwait(false);
        _isBehind = wasBehind || read.Stored > 0;
        Metrics.Ingested(read);
        span.Done(("objects", read.Objects), ("stored", read.Stored), ("duplicates", read.Duplicates), ("quarantined", read.Quarantined));
        if (read.Objects > 0) log.Ingested(read.Objects, read.Stored, read.Duplicates, read.Quarantined, (long)read.Elapsed.TotalMilliseconds);
        Set(s => s with { Objects = s.Objects + read.Objects, ContentBytes = s.ContentBytes + read.ContentBytes, Stored = s.Stored + read.Stored, Duplicates = s.Duplicates + read.Duplicates, Quarantined = s.Quarantined + read.Quarantined });
    }

    private Task Detect(CancellationToken abort)
    {
        using var span = Telemetry.Begin("detect");
        var now = Definitions;
        var found = new Detection(folder, _clock).Run(now.Pack, new DetectOptions { Rules = now.Rules, Exceptions = now.Exceptions, Sinks = now.Sinks }, abort);
        _isBehind = false;
        _pace.Done(found.Elapsed);
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
        return Task.CompletedTask;
    }

    /// <summary>Days are old by the clock, and by the events: neither a wrong clock nor an event with a wrong time drops what is young.</summary>
    private Task Prune(TimeSpan keep)
    {
        using var span = Telemetry.Begin("prune");
        var now = Math.Min(_clock.Micros(), folder.State.Manifest.NewestMicros() ?? 0);
        var dropped = new Retention(folder, _clock).Prune((int)Math.Floor((now - keep.TotalMicroseconds) / TimeSpan.MicrosecondsPerDay), account: null, dryRun: false);
        _pruned = _clock.GetTimestamp();
        span.Done(("dropped", dropped.Count));
        if (dropped.Count == 0) return Task.CompletedTask;
        folder.TidyUp();
        log.Pruned(dropped.Count, dropped.Sum(d => d.Rows));
        return Task.CompletedTask;
    }

    private Task Compact(CancellationToken abort)
    {
        using var span = Telemetry.Begin("compact");
        _compacted = _clock.GetTimestamp();
        var merged = new Compaction(folder).Run((_, _) => { }, abort);
        folder.TidyUp();
        (_compacted, _mostSmall) = (_clock.GetTimestamp(), 0);
        span.Done(("merged", merged.Before), ("into", merged.After), ("damaged", merged.Damaged.Count));
        foreach (var (segment, reason) in merged.Damaged) log.Unmerged(segment.Path, reason);
        if (merged.Before > 0) log.Merged(merged.Before, merged.After);
        return Task.CompletedTask;
    }

    /// <summary>Reads the definitions anew when one was changed.</summary>
    private async Task LookAsync(Delivering sending)
    {
        _looked = _clock.GetTimestamp();
        var stamp = Definitions.StampOf(folder.Root);
        if (stamp == _stamp) return;
        try
        {
            Use(Definitions.Of(folder.Root));
        }
        catch (DefinitionException e)
        {
            _stamp = stamp; // until it is changed again
            log.DefinitionFault(e.Message);
            Set(s => s with { DefinitionFault = e.Message });
            return;
        }

        _stamp = Definitions.Stamp;
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
    private Task Measure()
    {
        _measured = _clock.GetTimestamp();
        var (events, segments, bytes) = folder.State.Manifest.Totals();
        _mostSmall = folder.State.Manifest.MostSmallOfAPartition(new Compaction(folder).TargetBytes / 2);
        var outbox = Definitions.Sinks.All.Select(s => new SinkQueue(s.Id, folder.State.Outbox.Count(s.Id, OutboxState.Waiting), folder.State.Outbox.Count(s.Id, OutboxState.Failed)));
        Set(s => s with { Lake = new LakeFigures(events, segments, bytes), Outbox = [.. outbox] });
        return Task.CompletedTask;
    }

    private TimeSpan Since(long timestamp) => _clock.GetElapsedTime(timestamp);

    private void Set(Func<ServiceStatus, ServiceStatus> change) => Volatile.Write(ref _status, change(_status)); // only the service's own thread writes
}
