using Offtrail.Anomalies;
using Offtrail.Lake;
using Offtrail.Rules;

namespace Offtrail.Pipeline;

/// <summary>
/// Runs rules over the past as a service would have, at many thresholds at once, and counts. Reads the lake and writes
/// nothing: alerts and records stay as they are.
/// </summary>
public sealed class Backtest(DataFolder folder, string temp, TimeProvider clock)
{
    private const long MicrosADay = 86_400_000_000;
    private const double ShareOfJobs = 0.8; // of the time; the rest goes to the rules

    /// <summary>Counts.</summary>
    /// <param name="pack">Jobs and rules.</param>
    /// <param name="options">What to count.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="progress">Is told how far it is, 0 to 1; null when nobody asks.</param>
    /// <exception cref="DefinitionException">A rule names a job that is not there.</exception>
    public BacktestReport Run(Pack pack, BacktestOptions options, CancellationToken cancellationToken, Action<double>? progress = null)
    {
        var started = clock.GetTimestamp();
        using var reader = new LakeReader(folder.Lake, new LakeReaderOptions { TempFolder = temp });
        var segments = folder.State.Manifest.All();
        var overview = LakeOverviewQuery.Read(reader, segments, options.ToMicros);
        var to = Math.Min(options.ToMicros, overview.LastMicros + 1);
        var learned = overview.FirstMicros + (options.Rules.Count == 0 ? 0 : options.Rules.SelectMany(pack.JobsOf).Max(j => j.LearningTime.Ticks / TimeSpan.TicksPerMicrosecond));
        var from = Math.Max(options.FromMicros, learned);
        var accountDays = Days(segments, from, to);
        var runs = new JobRuns(options.Rules.SelectMany(pack.JobsOf).Distinct(), pack.Job).Run(reader, segments, options.ToMicros, onDone: Done).ToDictionary(r => r.Job.Id, r => r.Records, StringComparer.Ordinal);
        var results = new List<RuleBacktest>();
        var atOwn = new List<Found>();
        foreach (var rule in options.Rules)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Invoke(ShareOfJobs + ((1 - ShareOfJobs) * results.Count / options.Rules.Count));
            var least = Math.Min(rule.Threshold, options.Thresholds.DefaultIfEmpty(100).Min());
            var jobs = pack.JobsOf(rule).Select(job => (Job: job, Records: runs[job.Id],
                Attacks: Attacks(reader, segments, job, [.. runs[job.Id].Where(r => r.Score >= least && !r.Learning && r.LastEvent >= from)], options.Labels))).ToArray();
            Found[] At(int threshold) =>
                [.. jobs.SelectMany(j => RuleReplay.Run(rule, j.Job, j.Records, new ReplayOptions { FromMicros = from, ToMicros = to, Threshold = threshold }).Raised.Select(r => new Found(rule.Id, r, j.Attacks.GetValueOrDefault(r.Record.Finding, []))))];
            var own = At(rule.Threshold);
            atOwn.AddRange(own);
            var learning = jobs.Sum(j => RuleReplay.Run(rule, j.Job, j.Records, new ReplayOptions { FromMicros = options.FromMicros, ToMicros = to }).Learning);
            results.Add(new RuleBacktest(rule.Id, rule.Threshold, learning, [.. options.Thresholds.Select(t => Count(t, t == rule.Threshold ? own : At(t), accountDays, Budget(t), options.Labels))]));
        }

        var budget = options.Rules.Zip(results).Where(p => p.First.JobIds.Any(j => runs[pack.Job(j).Id].Count > 0)).Sum(p => Budget(p.First.Threshold));
        return new BacktestReport(from, to, overview.Events, overview.Accounts, accountDays, options.Labels?.Names.Count, results,
            Count(0, atOwn, accountDays, budget, options.Labels), clock.GetElapsedTime(started));

        void Done(int jobs, int all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Invoke(ShareOfJobs * jobs / all);
        }
    }

    private sealed record Found(string RuleId, RaisedRecord Raised, HashSet<int> Attacks);

    private static double Budget(int threshold) => 1 / RecordScore.ToReturn(threshold);

    private static BacktestCount Count(int threshold, IReadOnlyList<Found> found, double accountDays, double budget, AttackLabels? labels)
    {
        var falseAlarms = found.Where(f => f.Attacks.Count == 0).Select(f => (f.RuleId, f.Raised.Record.Scope, f.Raised.RaisedAt / 3_600_000_000)).Distinct().LongCount();
        var attacks = found.SelectMany(f => f.Attacks).ToHashSet();
        return new BacktestCount(threshold, found.Count, falseAlarms, accountDays > 0 ? falseAlarms / accountDays : 0, budget,
            labels is null ? null : attacks.Count, labels is null ? null : [.. labels.Names.Where((_, i) => !attacks.Contains(i))]);
    }

    /// <summary>The attacks of which each finding holds an event.</summary>
    private static Dictionary<string, HashSet<int>> Attacks(LakeReader reader, IReadOnlyList<Segment> segments, JobDefinition job, IReadOnlyList<AnomalyRecord> records, AttackLabels? labels)
    {
        if (labels is null) return [];
        return EvidenceQuery.Read(reader, segments, job, records, []).Zip(records).GroupBy(p => p.Second.Finding, StringComparer.Ordinal).ToDictionary(
            finding => finding.Key,
            finding => finding.SelectMany(p => p.First.EventIds).Where(labels.OfEvent.ContainsKey).Select(id => labels.OfEvent[id]).ToHashSet(),
            StringComparer.Ordinal);
    }

    /// <summary>Days of the stretch in which an account has events, added over the accounts.</summary>
    private static double Days(IReadOnlyList<Segment> segments, long from, long to) =>
        segments.GroupBy(s => s.Account, StringComparer.Ordinal).Sum(a => Math.Max(0, Math.Min(to, a.Max(s => s.LastMicros)) - Math.Max(from, a.Min(s => s.FirstMicros)))) / (double)MicrosADay;
}
