using System.Diagnostics.Metrics;
using Offtrail.Anomalies;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>
/// What a service measures of itself, as docs/service.md lists it. What its status says is read from the status when somebody asks, so that both agree;
/// the rest is noted as it happens. From any thread.
/// </summary>
internal sealed class LiveMetrics : IDisposable
{
    private const double MicrosASecond = 1e6;

    /// <summary>From what a tick over a small lake takes to a first pass over a large one.</summary>
    private static readonly InstrumentAdvice<double> s_times = new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300] };

    private readonly Func<ServiceStatus> _status;
    private readonly TimeProvider _clock;
    private readonly Histogram<double> _ingesting, _detecting, _delivering;
    private readonly Counter<long> _raised, _runs, _deliveries, _failedSteps;

    /// <param name="status">How the service is doing.</param>
    /// <param name="jobs">The jobs that run.</param>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="clock">Tells the time.</param>
    public LiveMetrics(Func<ServiceStatus> status, Func<IEnumerable<JobDefinition>> jobs, string dataFolder, TimeProvider clock)
    {
        (_status, _clock) = (status, clock);
        _ingesting = Times("offtrail.ingest.duration", "How long a step of reading took.");
        _detecting = Times("offtrail.detection.duration", "How long a detection took.");
        _delivering = Times("offtrail.delivery.duration", "How long an attempt to deliver an alert took, by sink.");
        _raised = Meter.CreateCounter<long>("offtrail.raised.alerts", "{alert}", "Alerts raised, by rule and severity.");
        _runs = Meter.CreateCounter<long>("offtrail.rule.runs", "{run}", "Rules that detections ran.");
        _deliveries = Meter.CreateCounter<long>("offtrail.sink.deliveries", "{delivery}", "Attempts to deliver an alert, by sink and outcome: delivered, retried (it is tried again) or failed (for good).");
        _failedSteps = Meter.CreateCounter<long>("offtrail.failed.steps", "{step}", "Steps that failed and are tried again, by what was being done.");
        Count("offtrail.ingest.objects", "{object}", "Objects read.", s => s.Objects);
        Count("offtrail.ingest.content", "By", "Content read, decompressed.", s => s.ContentBytes);
        Count("offtrail.stored.events", "{event}", "Events stored.", s => s.Stored);
        Count("offtrail.duplicate.events", "{event}", "Events that the lake had already.", s => s.Duplicates);
        Count("offtrail.quarantined.records", "{record}", "Records that went to the quarantine.", s => s.Quarantined);
        Count("offtrail.detections", "{detection}", "Detections.", s => s.Detections);
        Count("offtrail.withdrawn.alerts", "{alert}", "Alerts that later events took back.", s => s.Withdrawn);
        CountOfSources("offtrail.source.objects", "{object}", "Objects that came, by source.", s => s.Objects);
        CountOfSources("offtrail.source.received", "By", "Size of the objects that came as delivered, by source.", s => s.Bytes);
        CountOfSources("offtrail.source.undeliverable.objects", "{object}", "What a source gave up on, by source; it is in the quarantine.", s => s.Undeliverable);
        Gauge("offtrail.source.lag", "s", "Time since objects last came, by source; since the start when none came yet.", s => s.Sources.Select(o => Of(Since(o.LastArrival ?? s.StartedAt), "source", o.Id)));
        Gauge("offtrail.source.problems", "{problem}", "1 while a source can't be looked at, else 0, by source.", s => s.Sources.Select(o => Of(o.Problem is null ? 0 : 1, "source", o.Id)));
        Gauge("offtrail.intake.objects", "{object}", "Objects that came and wait to be read, by source.", s => s.Sources.Select(o => Of(o.Waiting, "source", o.Id)));
        Gauge("offtrail.event.lag", "s", "Time since the newest event that a detection saw.", s => s.NewestEvent == 0 ? [] : [new(Since(s.NewestEvent))]);
        Gauge("offtrail.bucket.delay", "s", "Time since the end of the newest bucket that is complete for a detection, by job.", s => s.NewestEvent == 0 ? [] : jobs().Select(j => Of(Since(j.LastEnd(s.NewestEvent)), "job", j.Id)));
        Gauge("offtrail.lake.events", "{event}", "Events in the lake.", s => [new(s.Lake.Events)]);
        Gauge("offtrail.lake.segments", "{segment}", "Segments of the lake.", s => [new(s.Lake.Segments)]);
        Gauge("offtrail.lake.size", "By", "Size of the lake.", s => [new(s.Lake.Bytes)]);
        Gauge("offtrail.disk.available", "By", "Room that is left where the data folder is.", _ => [new(new DriveInfo(dataFolder).AvailableFreeSpace)]);
        Gauge("offtrail.outbox.alerts", "{alert}", "Alerts that a sink has not got, by sink and state: waiting or failed.", s => s.Outbox.SelectMany(q => new[] { Of(q.Waiting, "sink", q.Sink, "waiting"), Of(q.Failed, "sink", q.Sink, "failed") }));
        Gauge("offtrail.definition.faults", "{fault}", "1 while a definition is wrong, so that the one before it goes on, else 0.", s => [new(s.DefinitionFault is null ? 0 : 1)]);
    }

    /// <summary>The meter. One for a service, since several may be in one process.</summary>
    public Meter Meter { get; } = new(Telemetry.Name);

    /// <summary>Notes a step of reading.</summary>
    public void Ingested(IngestSummary read) => _ingesting.Record(read.Elapsed.TotalSeconds);

    /// <summary>Notes a detection.</summary>
    public void Detected(DetectSummary found, int rules)
    {
        _detecting.Record(found.Elapsed.TotalSeconds);
        _runs.Add(rules);
        foreach (var alert in found.Raised) _raised.Add(1, new("rule", alert.RuleId), new("severity", alert.Severity));
    }

    /// <summary>Notes an attempt to deliver an alert.</summary>
    public void Attempted(string sink, OutboxState after, TimeSpan took)
    {
        _delivering.Record(took.TotalSeconds, new KeyValuePair<string, object?>("sink", sink));
        _deliveries.Add(1, new("sink", sink), new("outcome", after switch { OutboxState.Delivered => "delivered", OutboxState.Failed => "failed", _ => "retried" }));
    }

    /// <summary>Notes that a step failed.</summary>
    public void Failed(string step) => _failedSteps.Add(1, new KeyValuePair<string, object?>("step", step));

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();

    private Histogram<double> Times(string name, string what) => Meter.CreateHistogram(name, "s", what, advice: s_times);

    private void Count(string name, string unit, string what, Func<ServiceStatus, long> value) => Meter.CreateObservableCounter(name, () => value(_status()), unit, what);

    private void CountOfSources(string name, string unit, string what, Func<SourceStatus, long> value) =>
        Meter.CreateObservableCounter(name, () => _status().Sources.Select(s => new Measurement<long>(value(s), new KeyValuePair<string, object?>("source", s.Id))), unit, what);

    private void Gauge(string name, string unit, string what, Func<ServiceStatus, IEnumerable<Measurement<double>>> values) => Meter.CreateObservableGauge(name, () => values(_status()), unit, what);

    private double Since(long micros) => (_clock.Micros() - micros) / MicrosASecond;

    private static Measurement<double> Of(double value, string tag, string name) => new(value, new KeyValuePair<string, object?>(tag, name));

    private static Measurement<double> Of(double value, string tag, string name, string state) => new(value, new KeyValuePair<string, object?>(tag, name), new KeyValuePair<string, object?>("state", state));
}
