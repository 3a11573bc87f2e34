using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Offtrail.Anomalies;
using Offtrail.Lake;
using Offtrail.Rules;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>
/// Runs jobs and rules over the lake, as a live service would have. A job goes on from what it knew at a time before which
/// no event has come since; so its records are those of one pass over all events, and depend on nothing but the lake and
/// the definition. Alerts that were raised before are recognised by their id.
/// </summary>
public sealed class Detection(DataFolder folder, TimeProvider clock)
{
    /// <summary>Below this score (what turns up once a day), and while an account is being learned, a record without an alert is kept without the events behind it.</summary>
    private const double LeastScoreWithEvidence = 25;

    private const int RecordsAtOnce = 500;

    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Detects.</summary>
    /// <exception cref="DefinitionException">A rule names a job that is not there.</exception>
    public DetectSummary Run(Pack pack, DetectOptions options, CancellationToken cancellationToken)
    {
        var log = new DetectionLog(folder.State, clock);
        var started = clock.GetTimestamp();
        using var reader = new LakeReader(folder.Lake, new LakeReaderOptions { TempFolder = folder.Temp });
        var segments = folder.State.Manifest.All();
        var overview = LakeOverviewQuery.Read(reader, segments, options.ToMicros);
        var outcome = new Outcome { JudgedMicros = folder.State.Pruning.JudgedMicros, Rules = Math.Max(1, pack.RulesById.Count) };
        RaiseUncovered(options, outcome);
        var jobs = options.Rules.SelectMany(pack.JobsOf).Concat(options.Jobs).DistinctBy(j => j.Id).ToArray();
        var runs = Runs();
        var rulesOf = options.Rules.SelectMany(r => r.JobIds.Select(j => (Job: j, Rule: r))).ToLookup(p => p.Job, p => p.Rule, StringComparer.Ordinal);
        foreach (var run in runs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Store(reader, segments, run, [.. rulesOf[run.Job.Id]], overview, options, outcome);
            if (!jobs.Contains(run.Job)) continue;
            var records = folder.State.Anomalies.Count(run.Job.Id);
            outcome.Anomalies += records;
            if (records == 0) outcome.Silent.Add(run.Job);
        }

        if (overview.Events > 0) outcome.Warnings.AddRange(SilentJobs.Warnings(outcome.Silent));
        var summary = new DetectSummary
        {
            Lake = overview,
            Raised = outcome.Raised,
            RaisedBefore = outcome.RaisedBefore,
            Withdrawn = outcome.Withdrawn,
            WithdrawnByChange = outcome.WithdrawnByChange,
            Excepted = options.Rules.Count == 0 ? 0 : folder.State.Alerts.Count(new AlertFilter { Standing = AlertStanding.Excepted, Rules = [.. options.Rules.Select(r => r.Id)] }),
            Suppressed = options.Rules.Count == 0 ? 0 : folder.State.Alerts.Count(new AlertFilter { Standing = AlertStanding.Suppressed, Rules = [.. options.Rules.Select(r => r.Id)] }),
            Anomalies = outcome.Anomalies,
            CaughtUp = log.CaughtUp(options, overview),
            Warnings = outcome.Warnings,
            Elapsed = clock.GetElapsedTime(started),
        };
        log.Note(summary, options);
        return summary;

        IReadOnlyList<JobRun> Runs()
        {
            try
            {
                return new JobRuns(jobs, pack.Job).Run(reader, segments, options.ToMicros, folder.State.Snapshots, Math.Min(overview.LastMicros, Now()));
            }
            catch (InvalidDataException e)
            {
                throw new StateException($"{e.Message}; \"offtrail jobs reset\" lets the jobs begin anew", e);
            }
        }
    }

    private sealed class Outcome
    {
        public List<StoredAlert> Raised { get; } = [];

        public List<string> Warnings { get; } = [];

        public List<JobDefinition> Silent { get; } = [];

        /// <summary>Ids of alerts that were raised, brought up to date or withdrawn in this step.</summary>
        public HashSet<string> Changed { get; } = new(StringComparer.Ordinal);

        /// <summary>How many rules there are.</summary>
        public required int Rules { get; init; }

        /// <summary>Results before this time stand as they are: retention dropped the history behind them.</summary>
        public long JudgedMicros;

        public long RaisedBefore;
        public long Withdrawn;

        /// <summary>Of them those that a changed job took back.</summary>
        public long WithdrawnByChange;

        public long Anomalies;
    }

    private static ReplayResult Replay(RuleDefinition rule, JobDefinition job, IReadOnlyList<AnomalyRecord> records, DetectOptions options, Outcome outcome, Dictionary<string, KnownAlert> known)
    {
        var result = RuleReplay.Run(rule, job, records, new ReplayOptions
        {
            FromMicros = Math.Max(options.FromMicros, outcome.JudgedMicros),
            ToMicros = options.ToMicros,
            Threshold = options.Threshold,
            IncludeLearning = options.IncludeLearning,
        });
        if (records.Count(r => r.Bucket < outcome.JudgedMicros && r.Bucket >= options.FromMicros && !r.Learning && r.Score >= (options.Threshold ?? rule.Threshold) && !known.ContainsKey(Alert.IdOf(rule.Id, r))) is > 0 and var unjudged)
            outcome.Warnings.Add(string.Create(CultureInfo.InvariantCulture, $"rule {rule.Name}: {Count(unjudged, "finding")} before {AlertDocument.Time(outcome.JudgedMicros)[..10]} raise no alert, since retention dropped the history that would tell whether they are unusual"));
        if (result.Learning > 0)
            outcome.Warnings.Add(string.Create(CultureInfo.InvariantCulture, $"rule {rule.Name}: {Count(result.Learning, "finding")} of the time in which an account was still being learned ({job.LearningBuckets} active buckets over {Durations.Text(job.LearningTime)}) raise no alert (\"offtrail detect --include-learning\" would raise them)"));
        if (result.Runs.Count(r => r.Waiting > 0) is > 0 and var full)
            outcome.Warnings.Add(string.Create(CultureInfo.InvariantCulture, $"rule {rule.Name}: {Count(full, "run")} found more than the {rule.MaxAlerts} alerts that one may raise; the rest came with the runs after them"));
        if (result.Late > 0)
            outcome.Warnings.Add(string.Create(CultureInfo.InvariantCulture, $"rule {rule.Name}: {Count(result.Late, "finding")} came into sight only behind its look-back of {Durations.Text(rule.From)}; raised all the same"));
        return result;
    }

    /// <summary>One transaction: records, snapshots, alerts and runs of a job step are there together or not at all.</summary>
    private void Store(LakeReader reader, IReadOnlyList<Segment> segments, JobRun run, RuleDefinition[] rules, LakeOverview overview, DetectOptions options, Outcome outcome)
    {
        var job = run.Job;
        AnomalyRecord[] changed = [.. run.Records.Where(r => r.Bucket >= run.FromMicros || !folder.State.Anomalies.Has(r))];
        var known = rules.ToDictionary(r => r.Id, r => folder.State.Alerts.OfRule(r.Id, job.Id), StringComparer.Ordinal);
        var knownById = known.Values.SelectMany(a => a).ToDictionary(a => a.Id, StringComparer.Ordinal);
        var all = WithEarlier(run, changed, rules, knownById.Values.Select(a => a.Threshold).DefaultIfEmpty(100).Min(), options);
        var replays = rules.Select(rule => (Rule: rule, Result: Replay(rule, job, all, options, outcome, knownById))).ToArray();
        var findings = changed.Select(r => r.Finding).ToHashSet(StringComparer.Ordinal);
        var stand = new HashSet<string>(StringComparer.Ordinal); // ids of the known alerts that this replay raises anew
        var due = new List<(RuleDefinition Rule, long RaisedAt, AnomalyRecord Record)>();
        foreach (var (rule, result) in replays)
        {
            foreach (var x in result.Raised)
            {
                var before = knownById.GetValueOrDefault(Alert.IdOf(rule.Id, x.Record));
                if (before is not null) stand.Add(before.Id);
                if (before is null || findings.Contains(x.Record.Finding)) due.Add((rule, x.RaisedAt, x.Record));
                else if (before.Standing == AlertStanding.Standing) outcome.RaisedBefore++;
            }
        }

        var raised = due.ToLookup(x => x.Record.Identity, StringComparer.Ordinal);
        var (toRaise, fresh) = (new RecordSet([.. due.Select(x => x.Record)]), new RecordSet(changed));
        AnomalyRecord[] put = [.. changed, .. all.Where(r => toRaise.Contains(r) && !fresh.Contains(r))]; // also those of which a new rule or threshold wants an alert
        var fields = RaisedAlert.Fields(job, rules);
        var final = RaisedAlert.FinalMicros(job, overview.LastMicros);
        folder.State.InTransaction(() =>
        {
            folder.State.Anomalies.Replace(job.Id, Documents(), new ReplaceOptions { FromMicros = run.FromMicros, StandsBefore = outcome.JudgedMicros, FinalMicros = final, LeastScoreOfChange = LeastScoreWithEvidence, AtMicros = Now() });
            var isOther = NoteSnapshots(run, options);
            foreach (var (rule, result) in replays)
            {
                folder.State.Runs.Replace(rule.Id, job.Id, Math.Max(options.FromMicros, outcome.JudgedMicros), result.Runs);
                Withdraw(rule, run, isOther, [.. known[rule.Id].Where(a => !stand.Contains(a.Id))], all, options, outcome);
                Fold(rule, outcome);
            }

            options.Sinks.Enqueue(folder.State, outcome.Raised.Where(a => outcome.Changed.Contains(a.Id)), Now());
            folder.State.Incidents.Renew(outcome.Changed, outcome.Rules);
            outcome.Changed.Clear();
            return true;
        });
        outcome.Raised.Sort((a, b) => (a.RaisedAt, a.Timestamp).CompareTo((b.RaisedAt, b.Timestamp)) is var c and not 0 ? c : string.CompareOrdinal(a.Id, b.Id));

        IEnumerable<(AnomalyRecord, string, IReadOnlyList<Influencer>)> Documents()
        {
            foreach (var chunk in put.Chunk(RecordsAtOnce))
            {
                var judged = chunk.Where(r => (r.Score >= LeastScoreWithEvidence && !r.Learning) || raised.Contains(r.Identity)).Select(r => raised[r.Identity].Select(x => x.Record).FirstOrDefault(r)).ToArray();
                var evidence = EvidenceQuery.Read(reader, segments, job, judged, fields).Zip(judged).ToDictionary(p => p.Second.Identity, p => p.First, StringComparer.Ordinal);
                foreach (var record in chunk)
                {
                    var behind = evidence.GetValueOrDefault(record.Identity, Evidence.None);
                    foreach (var (rule, at, finding) in raised[record.Identity]) Raise(new Alert(rule.For(behind), finding, behind, at, record.Bucket > final), job, options, outcome);
                    yield return (record, Document(record, behind), RecordInfluencers.Of(record, job, behind));
                }
            }
        }
    }

    /// <summary>The records that changed, and of those before them all that a rule may raise or that an alert stands for.</summary>
    private IReadOnlyList<AnomalyRecord> WithEarlier(JobRun run, AnomalyRecord[] changed, RuleDefinition[] rules, int leastKnown, DetectOptions options)
    {
        if (run.FromMicros == long.MinValue || rules.Length == 0) return changed;
        var least = Math.Min(leastKnown, rules.Min(r => options.Threshold ?? r.Threshold));
        var (earlier, fresh) = (folder.State.Anomalies.Before(run.Job.Id, run.FromMicros, least), new RecordSet(changed));
        return changed.Length == 0 ? earlier : [.. earlier.Where(r => !fresh.Contains(r)).Concat(changed).OrderBy(r => r.Scope, StringComparer.Ordinal).ThenBy(r => r.Bucket)];
    }

    /// <summary>True when the job was another before: its definition or its tuning changed.</summary>
    private bool NoteSnapshots(JobRun run, DetectOptions options)
    {
        var snapshots = folder.State.Snapshots;
        var isOther = snapshots.DropOthers(run.Job.Id, run.Fingerprint);
        snapshots.DropAfter(run.Job.Id, options.ToMicros); // the records behind it are gone
        foreach (var (at, states) in run.Snapshots) snapshots.Put(run.Job.Id, run.Fingerprint, at, Now(), states);
        var times = snapshots.Times(run.Job.Id, run.Fingerprint);
        foreach (var old in times.Except(SnapshotTimes.Kept(times))) snapshots.Drop(run.Job.Id, old);
        return isOther;
    }

    private void Raise(Alert alert, JobDefinition job, DetectOptions options, Outcome outcome)
    {
        var stored = RaisedAlert.Of(alert, job, options.Threshold ?? alert.Rule.Threshold, options.Exceptions);
        outcome.Changed.Add(stored.Id);
        if (folder.State.Alerts.Raise(stored, AlertEntities.Of(alert))) outcome.Raised.Add(stored);
        else if (stored.Standing == AlertStanding.Standing) outcome.RaisedBefore++;
    }

    /// <summary>What no exception covers any more is raised, as it would have been without.</summary>
    private void RaiseUncovered(DetectOptions options, Outcome outcome)
    {
        var rules = options.Rules.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        StoredAlert[] uncovered = [.. folder.State.Alerts.List(AlertStanding.Excepted).Where(a => rules.Contains(a.RuleId) && !options.Exceptions.Covers(a.RuleId, a.RaisedAt, AlertValues.Of(a.Document)))];
        if (uncovered.Length == 0) return;
        folder.State.InTransaction(() =>
        {
            foreach (var alert in uncovered) folder.State.Alerts.SetStanding(alert.Id, AlertStanding.Standing);
            options.Sinks.Enqueue(folder.State, uncovered, Now());
            folder.State.Incidents.Renew([.. uncovered.Select(a => a.Id)], outcome.Rules);
            return true;
        });
        outcome.Raised.AddRange(uncovered.Select(a => a with { Standing = AlertStanding.Standing }));
    }

    /// <summary>An alert whose anomaly is none any more, now that late events are in the lake or the job is another, is marked; it does not vanish. Only those that were not raised anew need a look.</summary>
    private void Withdraw(RuleDefinition rule, JobRun run, bool isOther, KnownAlert[] known, IReadOnlyList<AnomalyRecord> records, DetectOptions options, Outcome outcome)
    {
        if (known.Length == 0) return;
        var scores = records.GroupBy(r => Alert.IdOf(rule.Id, r), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(r => r.Score), StringComparer.Ordinal);
        foreach (var alert in known)
        {
            if (alert.Timestamp < outcome.JudgedMicros) continue;
            if (alert.Timestamp + Micros(run.Job.BucketSpan) > options.ToMicros) continue; // this run did not see the whole bucket
            if (scores.TryGetValue(alert.Id, out var score) && score >= alert.Threshold) continue;
            folder.State.Alerts.SetStanding(alert.Id, AlertStanding.Withdrawn);
            outcome.Changed.Add(alert.Id);
            if (alert.Standing != AlertStanding.Standing) continue;
            outcome.Withdrawn++;
            if (isOther) outcome.WithdrawnByChange++;
            folder.State.Alerts.Note(new AlertChange(alert.Id, Now(), "offtrail", AlertChange.Withdraw, null, null, isOther ? $"the job {run.Job.Id} or its tuning changed" : "events that came later took it back"));
        }
    }

    /// <summary>What is like an alert before it is folded into that, as the rule's suppression has it; what is not any more is raised.</summary>
    private void Fold(RuleDefinition rule, Outcome outcome)
    {
        if (folder.State.Alerts.Fold(rule) is not { Count: > 0 } changed) return;
        outcome.Changed.UnionWith(changed);
        outcome.Raised.RemoveAll(a => changed.Contains(a.Id));
        foreach (var some in changed.Chunk(RecordsAtOnce)) outcome.Raised.AddRange(folder.State.Alerts.List(new AlertFilter { Ids = some }));
    }

    private static string Document(AnomalyRecord record, Evidence evidence)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, s_json))
        {
            AnomalyDocument.Write(json, record, () =>
            {
                json.WriteStartArray("event_ids");
                foreach (var id in evidence.EventIds) json.WriteStringValue(id);
                json.WriteEndArray();
            });
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Count(long number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {unit}{(number == 1 ? "" : "s")}");

    private long Now() => clock.Micros();

    private static long Micros(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;
}
