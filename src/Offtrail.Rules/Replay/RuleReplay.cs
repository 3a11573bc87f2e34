using Offtrail.Anomalies;

namespace Offtrail.Rules;

/// <summary>
/// Runs a rule over a stretch of history as a service would have: at every multiple of its interval, on the records that
/// were there by then. A record of <c>rare</c> is there as soon as its first event is delivered, which is taken to be the
/// job's query delay after the event; of an episode the first record over the threshold is raised; of what is new to a partition in a bucket the most unusual, with the others. Pure: what is raised, and when, follows from the records and the definitions alone.
/// </summary>
public static class RuleReplay
{
    /// <summary>Replays the rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="job">The rule's job.</param>
    /// <param name="records">All records of the job; those of one episode in the order of their buckets.</param>
    /// <param name="options">The stretch and what to leave out.</param>
    public static ReplayResult Run(RuleDefinition rule, JobDefinition job, IEnumerable<AnomalyRecord> records, ReplayOptions options)
    {
        var threshold = options.Threshold ?? rule.Threshold;
        var waiting = new PriorityQueue<AnomalyRecord, (double Score, long Bucket, string Identity)>(HighestFirst.Instance);
        var raised = new List<RaisedRecord>();
        var runs = new List<RuleRun>();
        long learning = 0, late = 0;
        var due = new SortedDictionary<long, List<AnomalyRecord>>();
        var episodes = new HashSet<(string Scope, string Value, long Start)>();
        foreach (var record in Findings.Of([.. records.Where(r => r.Score >= threshold)]))
        {
            if (record.LastEvent < options.FromMicros || record.Bucket >= options.ToMicros) continue;
            if (record.Learning && !options.IncludeLearning)
            {
                learning++;
                continue;
            }

            if (record.Episode is { } start && !episodes.Add((record.Scope, record.ByValue, start))) continue; // the alert of this episode is there
            var tick = FirstRunAt(rule, (record.CompleteAt ?? record.FirstEvent) + Micros(job.QueryDelay));
            if (record.Bucket < tick - Micros(rule.From)) late++;
            if (!due.TryGetValue(tick, out var list)) due.Add(tick, list = []);
            list.Add(record);
        }

        long next = 0;
        while (due.Count > 0 || waiting.Count > 0)
        {
            var tick = waiting.Count > 0 ? next : due.First().Key;
            var found = 0;
            if (due.Remove(tick, out var arrived))
            {
                found = arrived.Count;
                foreach (var record in arrived) waiting.Enqueue(record, (record.Score, record.Bucket, record.Identity));
            }

            var count = 0;
            for (; count < rule.MaxAlerts && waiting.TryDequeue(out var record, out _); count++) raised.Add(new RaisedRecord(record, tick));
            runs.Add(new RuleRun(rule.Id, job.Id, tick, tick - Micros(rule.From), found, count, waiting.Count));
            next = tick + Micros(rule.Interval);
        }

        return new ReplayResult(raised, runs, learning, late);
    }

    /// <summary>The first run at or after a moment.</summary>
    private static long FirstRunAt(RuleDefinition rule, long micros)
    {
        var interval = Micros(rule.Interval);
        return (micros + interval - 1) / interval * interval;
    }

    private static long Micros(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Highest score first; then the older; then by identity, so that the order never depends on arrival.</summary>
    private sealed class HighestFirst : IComparer<(double Score, long Bucket, string Identity)>
    {
        public static readonly HighestFirst Instance = new();

        public int Compare((double Score, long Bucket, string Identity) x, (double Score, long Bucket, string Identity) y)
        {
            var byScore = y.Score.CompareTo(x.Score);
            if (byScore != 0) return byScore;
            var byBucket = x.Bucket.CompareTo(y.Bucket);
            return byBucket != 0 ? byBucket : string.CompareOrdinal(x.Identity, y.Identity);
        }
    }
}
