using Microsoft.Extensions.Time.Testing;
using Offtrail.Lake;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.Sources;
using Offtrail.State;

namespace Offtrail.Tests;

/// <summary>A data folder of its own with the loops over it, on a fake clock.</summary>
internal sealed class Workbench : IDisposable
{
    private readonly TempFolder _temp = new();

    public Workbench() => Data = DataFolder.OpenForWriting(_temp.Of("data"));

    public DataFolder Data { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero));

    public Task<IngestSummary> Ingest(IngestOptions options, params ISource[] sources) =>
        new Ingester(Data, options, Clock).RunAsync(sources, TestContext.Current.CancellationToken);

    public Task<IngestSummary> Ingest(params IEnumerable<SourceObject> objects) => Ingest(new IngestOptions { Threads = 1 }, new MemorySource(objects));

    public DetectSummary Detect(int? threshold = null, bool learning = false, long from = long.MinValue, long to = long.MaxValue, AlertSuppression? suppression = null, string? tuning = null)
    {
        var pack = Pack.Load();
        if (tuning is not null) pack.Tune(tuning);
        return new Detection(Data, Clock).Run(pack, new DetectOptions
        {
            Rules = [pack.Rule("rare_error_code") with { Suppression = suppression }],
            Threshold = threshold,
            IncludeLearning = learning,
            FromMicros = from,
            ToMicros = to,
        }, TestContext.Current.CancellationToken);
    }

    public void Prune(int beforeDay, string? account = null) => new Retention(Data, Clock).Prune(beforeDay, account, dryRun: false);

    /// <summary>The records of the lake, in ordinal order.</summary>
    public List<string> Records()
    {
        var segments = Data.State.Manifest.All();
        if (segments.Count == 0) return [];
        using var reader = new LakeReader(Data.Lake, new LakeReaderOptions { TempFolder = Data.Temp, Threads = 1 });
        return [.. reader.Query($"SELECT {Sql.Record} FROM {reader.From(segments)}").Select(r => r.GetString(0)).Order(StringComparer.Ordinal)];
    }

    /// <summary>All that a detection leaves, as text: records, alerts, those withdrawn, those folded.</summary>
    public string Results() => string.Join("\n", [
        .. Data.State.Anomalies.List(0), "alerts",
        .. Data.State.Alerts.List().Select(a => a.ToString()), "withdrawn",
        .. Data.State.Alerts.List(AlertStanding.Withdrawn).Select(a => a.ToString()), "folded",
        .. Data.State.Alerts.List(AlertStanding.Suppressed).Select(a => a.ToString())]);

    public void Dispose()
    {
        Data.Dispose();
        _temp.Dispose();
    }
}
