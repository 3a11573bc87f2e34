using Offtrail.Anomalies;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Jobs and what people do with them, for the API and the pages.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="live">The loops: what a job knows is theirs.</param>
/// <param name="pool">The state.</param>
/// <param name="lake">The lake.</param>
/// <param name="operations">Where long work goes.</param>
/// <param name="audit">Knows who.</param>
public sealed class JobWork(DataFolder folder, LiveService live, StatePool pool, LakeAccess lake, OperationList operations, AuditTrail audit)
{
    private const int Shown = 50;
    private const int MostKib = 1024; // of a definition

    private static readonly int[] s_marks = [25, 50, 75];

    /// <summary>All jobs by id.</summary>
    public IReadOnlyList<JobRow> List()
    {
        var pack = live.Definitions.Pack;
        using var lease = pool.Rent();
        var (histories, lanes) = Looks(lease.State);
        return [.. pack.JobsById.Values.OrderBy(j => j.Id, StringComparer.Ordinal).Select(j => Row(j, pack, histories, lanes))];
    }

    /// <summary>A job as it runs now, with its definition; null when there is none.</summary>
    public JobView? Find(string id)
    {
        var pack = live.Definitions.Pack;
        if (!pack.JobsById.TryGetValue(id, out var job)) return null;
        using var lease = pool.Rent();
        var (histories, lanes) = Looks(lease.State);
        return new JobView(Row(job, pack, histories, lanes), pack.TextOf(job));
    }

    /// <summary>When a job noted what it knew, the newest first.</summary>
    public IReadOnlyList<SnapshotView> Snapshots(string id)
    {
        using var lease = pool.Rent();
        return [.. lease.State.Snapshots.List().Where(s => s.JobId == id).OrderByDescending(s => s.At).Select(s => new SnapshotView(Query.Time(s.At), Query.Time(s.MadeAt), s.Bytes))];
    }

    /// <summary>Lets a job forget what it knew behind a time. Done by the loops between two of their steps; the next detection follows at once.</summary>
    /// <exception cref="ApiException">There is no such job, or the time is none.</exception>
    public async Task<JobResetView> ResetAsync(string id, JobResetRequest request, CancellationToken cancellationToken)
    {
        if (!live.Definitions.Pack.JobsById.ContainsKey(id)) throw new ApiException("id", $"there is no job {id}");
        var to = Query.Moment(request.To, "to") ?? long.MinValue;
        var dropped = await live.ResetAsync([id], to).WaitAsync(cancellationToken).ConfigureAwait(false);
        audit.Note("job.reset", id, request.To is null ? "to the beginning" : $"to {Query.Time(to)}");
        var left = Snapshots(id);
        using var lease = pool.Rent();
        return new JobResetView(dropped, left.Count == 0 ? null : left[0].At, lease.State.Pruning.Rows > 0 ? "retention dropped days of the lake: what was learned from them is not learned again" : null);
    }

    /// <summary>Looks at a job beside the lake.</summary>
    public Task<JobCheckView> CheckAsync(JobDefinition job, CancellationToken cancellationToken) =>
        lake.ReadAsync((reading, reader) => new JobCheckView(JobCheck.Warnings(reader, reading.State.Manifest.All(), job)), cancellationToken);

    /// <summary>The job of an id, with its tuning; null when there is none.</summary>
    public JobDefinition? Definition(string id) => live.Definitions.Pack.JobsById.GetValueOrDefault(id);

    /// <summary>Begins to run a job over a stretch of the past; its result is a <see cref="JobRunView"/>. Nothing is kept.</summary>
    /// <exception cref="ApiException">There is no such job, or a time is none.</exception>
    public Operation Run(string id, JobRunRequest request)
    {
        var pack = Pack.Load(folder.Root);
        pack.TuneFor(folder.Root);
        if (!pack.JobsById.TryGetValue(id, out var job)) throw new ApiException("id", $"there is no job {id}");
        var (from, to) = Query.Window(request.From, request.To);
        return operations.Begin("job_run", audit.Who, (progress, cancellationToken) =>
        {
            using var reading = DataFolder.OpenForReading(folder.Root);
            var records = new JobTrial(reading, folder.Temp).Run(pack, job, from, to, progress, cancellationToken);
            return new JobRunView(
                records.Count, records.Count(r => r.Learning), [.. s_marks.Select(m => records.Count(r => r.Score >= m && !r.Learning))],
                [.. records.OrderByDescending(r => r.Score).ThenByDescending(r => r.Bucket).Take(Shown).Select(r => new JobFinding(Query.Time(r.Bucket), r.Score, r.ReturnDays, Explanation.What(r), r.Learning))]);
        });
    }

    /// <summary>The tuning as YAML.</summary>
    public string Tuning() => TuningText.Read(folder.Root);

    /// <summary>What is wrong with a tuning, with line and column; null for nothing.</summary>
    public string? TuningFault(string text)
    {
        try
        {
            TuningText.Check(folder.Root, Text(text));
            return null;
        }
        catch (Exception e) when (e is DefinitionException or ApiException)
        {
            return e.Message;
        }
    }

    /// <summary>Puts another tuning in the place of the one that there is; jobs that it concerns are judged anew.</summary>
    /// <exception cref="ApiException">The text is empty or too long.</exception>
    /// <exception cref="DefinitionException">It is wrong, or somebody else was faster.</exception>
    public void SaveTuning(string? text, string before)
    {
        TuningText.Save(folder.Root, Text(text), before);
        audit.Note("tuning.save", Pack.TuningFile);
    }

    private static string Text(string? text) => Query.Definition(text, MostKib, "the tuning as YAML");

    /// <summary>How long the history of each account is, microseconds, and of each job its records with their highest score.</summary>
    private static (IReadOnlyList<long> Histories, IReadOnlyDictionary<string, LaneCell> Lanes) Looks(StateStore state) => (
        [.. state.Manifest.All().GroupBy(s => s.Account, StringComparer.Ordinal).Select(a => a.Max(s => s.LastMicros) - a.Min(s => s.FirstMicros))],
        state.Influencers.ByJob(new LaneFilter { FromMicros = 0, ToMicros = long.MaxValue }, long.MaxValue).ToDictionary(c => c.Lane, StringComparer.Ordinal));

    private JobRow Row(JobDefinition job, Pack pack, IReadOnlyList<long> histories, IReadOnlyDictionary<string, LaneCell> lanes)
    {
        var newest = live.Status.NewestEvent;
        var learned = histories.Count(h => h >= job.LearningTime.TotalMicroseconds);
        var found = lanes.GetValueOrDefault(job.Id);
        var isOn = live.Definitions.Rules.Any(r => r.JobIds.Contains(job.Id, StringComparer.Ordinal) || r.JobIds.Any(j => pack.JobsById.GetValueOrDefault(j)?.Entity?.Parts.Any(p => p.JobId == job.Id) == true));
        return new JobRow(
            job.Id, job.Name, job.Description, job.Entity is { } entity ? [$"signs of {entity.Parts.Count} jobs by {entity.Field}"] : [.. job.Detectors.Select(d => d.Description)], Durations.Text(job.BucketSpan),
            [.. pack.RulesById.Values.Where(r => r.JobIds.Contains(job.Id, StringComparer.Ordinal)).Select(r => r.Id).Order(StringComparer.Ordinal)],
            !isOn ? "off" : learned == 0 ? "learning" : found is null ? "silent" : "running", learned, histories.Count, newest == 0 ? null : (newest - job.LastEnd(newest)) / 1e6, found?.Records ?? 0, found?.Score ?? 0);
    }
}
