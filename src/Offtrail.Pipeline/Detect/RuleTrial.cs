using Offtrail.Anomalies;
using Offtrail.Lake;
using Offtrail.Rules;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>Runs one rule over a stretch of the past and shows what it would have raised. Reads the lake and changes nothing.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="temp">Folder for what does not fit into memory.</param>
public sealed class RuleTrial(DataFolder folder, string temp)
{
    /// <summary>Tries it.</summary>
    /// <param name="pack">The jobs.</param>
    /// <param name="rule">The rule, of the pack or not.</param>
    /// <param name="exceptions">What is known to be harmless.</param>
    /// <param name="options">The stretch, and what to leave out.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DefinitionException">The rule names a job that is not there.</exception>
    public RuleTrialReport Run(Pack pack, RuleDefinition rule, ExceptionList exceptions, ReplayOptions options, CancellationToken cancellationToken)
    {
        using var reader = new LakeReader(folder.Lake, new LakeReaderOptions { TempFolder = temp });
        var segments = folder.State.Manifest.All();
        var overview = LakeOverviewQuery.Read(reader, segments, options.ToMicros);
        var alerts = new List<StoredAlert>();
        long learning = 0;
        var waiting = 0;
        JobDefinition[] jobs = [.. pack.JobsOf(rule)];
        foreach (var run in new JobRuns(jobs, pack.Job).Run(reader, segments, options.ToMicros).Where(r => jobs.Contains(r.Job)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var replay = RuleReplay.Run(rule, run.Job, run.Records, options);
            learning += replay.Learning;
            waiting += replay.Runs.Count(r => r.Waiting > 0);
            var evidence = EvidenceQuery.Read(reader, segments, run.Job, [.. replay.Raised.Select(r => r.Record)], RaisedAlert.Fields(run.Job, [rule]));
            var final = RaisedAlert.FinalMicros(run.Job, overview.LastMicros);
            alerts.AddRange(replay.Raised.Zip(evidence, (raised, behind) =>
                RaisedAlert.Of(new Alert(rule.For(behind), raised.Record, behind, raised.RaisedAt, raised.Record.Bucket > final), run.Job, options.Threshold ?? rule.Threshold, exceptions)));
        }

        var standing = alerts.Where(a => a.Standing == AlertStanding.Standing).ToArray();
        var folded = SuppressionFold.Of(rule.Suppression, standing.Select(a => new FoldableAlert(a.Id, a.RaisedAt, a.Score, a.SuppressionKey)));
        var from = Math.Max(options.FromMicros, overview.FirstMicros);
        return new RuleTrialReport(
            [.. standing.Where(a => !folded.ContainsKey(a.Id)).OrderBy(a => a.RaisedAt).ThenBy(a => a.Timestamp).ThenBy(a => a.Id, StringComparer.Ordinal)],
            alerts.Count - standing.Length, folded.Count, learning, waiting, from, Math.Min(options.ToMicros, overview.LastMicros), overview.Accounts);
    }
}
