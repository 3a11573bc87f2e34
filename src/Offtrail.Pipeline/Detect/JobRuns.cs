using Offtrail.Anomalies;
using Offtrail.Lake;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>
/// Runs jobs over the lake, those whose signs add up on an entity with the entity's: from the last time at which all that
/// belong together noted what they knew, else from the beginning.
/// </summary>
internal sealed class JobRuns
{
    private readonly Dictionary<string, JobDefinition> _jobs;
    private readonly Dictionary<string, string> _fingerprints;
    private readonly Dictionary<string, List<Sign>> _signs;

    /// <summary>Takes jobs, and the parts of those that have an entity.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="jobOf">Finds a job by its id.</param>
    /// <exception cref="DefinitionException">An entity's part is no job that can give signs.</exception>
    public JobRuns(IEnumerable<JobDefinition> jobs, Func<string, JobDefinition> jobOf)
    {
        _jobs = jobs.ToDictionary(j => j.Id, StringComparer.Ordinal);
        foreach (var entity in _jobs.Values.Where(j => j.Entity is not null).ToArray())
            foreach (var part in entity.Entity!.Parts) _jobs.TryAdd(part.JobId, Part(entity, jobOf(part.JobId)));
        _signs = _jobs.Values.SelectMany(Parts).Distinct().ToDictionary(id => id, _ => new List<Sign>(), StringComparer.Ordinal);
        _fingerprints = _jobs.Values.ToDictionary(j => j.Id, j => string.Join('+', Parts(j).Prepend(j.Id).Select(id => _jobs[id].Fingerprint())), StringComparer.Ordinal);
    }

    /// <summary>Runs all of them; an entity's job comes behind its parts.</summary>
    /// <param name="reader">The engine.</param>
    /// <param name="segments">The segments of the lake.</param>
    /// <param name="toMicros">Events before this time only, microseconds since 1970 UTC.</param>
    /// <param name="snapshots">What they noted before; null to begin at the beginning and note nothing.</param>
    /// <param name="lastMicros">Time of the last event: what lies a job's query delay before it is taken to be complete.</param>
    /// <param name="onDone">Is told after each job how many are done, and how many there are.</param>
    public IReadOnlyList<JobRun> Run(LakeReader reader, IReadOnlyList<Segment> segments, long toMicros, SnapshotTable? snapshots = null, long lastMicros = 0, Action<int, int>? onDone = null)
    {
        var starts = _jobs.Keys.ToDictionary(id => id, _ => long.MinValue, StringComparer.Ordinal);
        if (snapshots is not null) foreach (var together in Together()) foreach (var id in together) starts[id] = Start(together, snapshots, toMicros);
        var done = 0;
        return [.. _jobs.Values.OrderBy(j => j.Entity is not null).ThenBy(j => j.Id, StringComparer.Ordinal).Select(job =>
        {
            var from = starts[job.Id];
            var restored = from == long.MinValue ? [] : snapshots!.Read(job.Id, from);
            var times = snapshots is null ? [] : SnapshotTimes.Of(from, lastMicros - (job.QueryDelay.Ticks / TimeSpan.TicksPerMicrosecond), job.BucketSpan);
            var noted = new NotedSnapshots(times);
            Feed[] feeds = job.Entity is null ? [.. job.Detectors.Select(d => new Feed(job, d))] : [new Feed(job, null)];
            var records = feeds.Select((feed, number) => Records(feed, Datafeed.Read(reader, segments, feed, from, toMicros), new DetectorStore(
                restored.Where(s => s.Detector == number).ToDictionary(s => s.Scope, s => s.State, StringComparer.Ordinal), times,
                (at, scope, state) => noted.Add(at, new SnapshotState(number, scope, state)))
            { Rest = () => OpenRest(reader.TempFolder) }));
            var run = new JobRun(job, _fingerprints[job.Id], from, [.. records.SelectMany(r => r)], noted.ByTime);
            onDone?.Invoke(++done, _jobs.Count);
            return run;
        })];
    }

    /// <summary>What a job knew when it last noted it, and when; null when it never did under this definition.</summary>
    /// <exception cref="InvalidDataException">It can't be read.</exception>
    public (long At, IReadOnlyList<Knowledge> Known)? Known(JobDefinition job, SnapshotTable snapshots)
    {
        if (snapshots.Times(job.Id, _fingerprints[job.Id]) is not { Count: > 0 } times) return null;
        var at = times.Max();
        return (at, [.. snapshots.Read(job.Id, at).OrderBy(s => s.Detector).ThenBy(s => s.Scope, StringComparer.Ordinal)
            .Select(s => JobKnowledge.Of(job, job.Entity is null ? job.Detectors[s.Detector] : null, s.Scope, s.State, at))]);
    }

    private static FileStream OpenRest(string folder)
    {
        Directory.CreateDirectory(folder);
        return new FileStream(Path.Combine(folder, $"models-{Path.GetRandomFileName()}"), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose, BufferSize = 0 });
    }

    private IEnumerable<AnomalyRecord> Records(Feed feed, IEnumerable<BucketValue> values, DetectorStore store)
    {
        values = feed.Job.Seen(feed.Detector, values);
        if (feed.Detector is not { } detector)
            return EntityDetector.Run(feed.Job, [.. Parts(feed.Job).Select(id => (_jobs[id].Detectors[0].ByField, (IReadOnlyList<Sign>)_signs[id]))], values, store);
        Action<Sign>? sign = _signs.TryGetValue(feed.Job.Id, out var list) ? list.Add : null;
        return detector switch
        {
            { IsMetric: true } => MetricDetector.Run(feed.Job, detector, values, store),
            { IsTime: true } => TimeDetector.Run(feed.Job, detector, values, sign, store),
            { Function: DetectorFunction.FreqRare } => RareUseDetector.Run(feed.Job, detector, values, store),
            { DividedBy: null } => RareDetector.Run(feed.Job, detector, values, store),
            _ => NoveltyDetector.Run(feed.Job, detector, values, sign, store),
        };
    }

    /// <summary>Jobs that must start at the same time: an entity's with its parts, and all entities that share one.</summary>
    private List<HashSet<string>> Together()
    {
        var groups = new List<HashSet<string>>();
        foreach (var job in _jobs.Values)
        {
            var group = Parts(job).Prepend(job.Id).ToHashSet(StringComparer.Ordinal);
            foreach (var other in groups.Where(g => g.Overlaps(group)).ToArray())
            {
                group.UnionWith(other);
                groups.Remove(other);
            }

            groups.Add(group);
        }

        return groups;
    }

    private long Start(HashSet<string> together, SnapshotTable snapshots, long toMicros)
    {
        var common = together.Select(id => snapshots.Times(id, _fingerprints[id])).Aggregate((a, b) => [.. a.Intersect(b)]);
        return common.Where(t => t <= toMicros).DefaultIfEmpty(long.MinValue).Max();
    }

    private static IEnumerable<string> Parts(JobDefinition job) => job.Entity?.Parts.Select(p => p.JobId) ?? [];

    private static JobDefinition Part(JobDefinition job, JobDefinition part) =>
        part.Detectors is [{ Function: DetectorFunction.Rare or DetectorFunction.TimeOfDay or DetectorFunction.TimeOfWeek } detector] && detector.DividedBy == job.Entity!.Field && part.BucketSpan == job.BucketSpan && part.Scope == job.Scope && part.Filter == job.Filter
            ? part
            : throw new DefinitionException($"job {job.Id}: part {part.Id} must have one detector of rare or of time, partitioned by {job.Entity!.Field}, and the same bucket_span, scope and filter");
}
