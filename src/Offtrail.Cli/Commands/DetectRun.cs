using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.Sinks;
using Offtrail.Sources;

namespace Offtrail.Cli;

/// <summary>The main job: ingest, detect, print. Shared by <c>detect</c> and <c>demo</c>.</summary>
internal sealed class DetectRun(TimeProvider clock, StandardStreams streams)
{
    /// <summary>How long the alerts may take on their way to the sinks; the rest stays in the outbox.</summary>
    private static readonly TimeSpan s_sending = TimeSpan.FromSeconds(30);

    public required IReadOnlyList<ISource> Sources { get; init; }

    public required string DataFolder { get; init; }

    public AlertFormat Format { get; init; }

    public string? Out { get; init; }

    public long? From { get; init; }

    public long? To { get; init; }

    public int? Threshold { get; init; }

    public IReadOnlyList<string> Jobs { get; init; } = [];

    public IReadOnlyList<string> Rules { get; init; } = [];

    public string? Tuning { get; init; }

    public bool IncludeLearning { get; init; }

    public bool FailOnAlert { get; init; }

    public IngestOptions Ingest { get; init; } = new();

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (From >= To) throw new UsageException("--from must be before --to");
        var pack = CommonOptions.PackOf(Tuning, DataFolder, Jobs);
        var rules = ChooseRules(pack);
        var sinks = SinkList.Of(DataFolder, pack, rules);
        using var output = ResultWriter.Open(Out, streams);
        using var folder = Opening.ForWriting(DataFolder, streams.Error, cancellationToken);
        var ingester = new Ingester(folder, Ingest, clock);
        var read = await ProgressDisplay.RunAsync(ingester, Sources, clock, streams, cancellationToken).ConfigureAwait(false);
        SummaryPrinter.Print(read, folder.State.Manifest, streams.Error);
        new RuleFolder(folder, clock, Environment.UserName).Note(pack, rules);
        var found = new Detection(folder, clock).Run(pack, new DetectOptions
        {
            Rules = rules,
            FromMicros = From ?? long.MinValue,
            ToMicros = To ?? long.MaxValue,
            Threshold = Threshold,
            Exceptions = ExceptionList.Of(DataFolder, pack, rules),
            Sinks = sinks,
            IncludeLearning = IncludeLearning,
        }, cancellationToken);
        string Name(string id) => pack.RulesById.TryGetValue(id, out var rule) ? rule.Name : id;
        SummaryPrinter.Print(found, Name, streams.Error);
        AlertPrinter.Print(found.Raised, Format, output, pack.RulesById.GetValueOrDefault);
        var sent = await new AlertDelivery(folder, sinks, new SinkTools(clock, streams.Out)).SendDueAsync(s_sending, cancellationToken).ConfigureAwait(false);
        DeliveryPrinter.Print(sent, streams.Error);
        if (DeliveryPrinter.FailedForGood(sent) || read.LostAnything || folder.State.Manifest.Damaged().Count > 0) return ExitCodes.Failed;
        return FailOnAlert && found.Raised.Count > 0 ? ExitCodes.Alerts : ExitCodes.Done;
    }

    /// <summary>The rules named; else those of the jobs named; else all. A job given as a file takes the place of the pack's job of that id.</summary>
    private List<RuleDefinition> ChooseRules(Pack pack)
    {
        var jobs = Jobs.Select(pack.Job).Select(j => j.Id).ToHashSet(StringComparer.Ordinal);
        List<RuleDefinition> rules = Rules.Count > 0 ? [.. Rules.Select(pack.Rule).DistinctBy(r => r.Id)] : [.. jobs.Count > 0 ? pack.RulesById.Values.OrderBy(r => r.Id, StringComparer.Ordinal) : pack.EnabledRules];
        if (jobs.Count > 0) rules.RemoveAll(r => !r.JobIds.Any(jobs.Contains));
        foreach (var rule in rules) _ = pack.JobsOf(rule).Count();
        return rules.Count > 0 ? rules : throw new UsageException($"no rule takes the records of job {string.Join(", ", jobs)}; name one with --rule");
    }
}
