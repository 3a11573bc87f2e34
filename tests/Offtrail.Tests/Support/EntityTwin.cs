using Offtrail.Anomalies;

namespace Offtrail.Tests;

/// <summary>
/// The score of entities over one scope, recomputed for each bucket from the whole list after the remarks of EntityModel:
/// what a bucket needs of the buckets before it is counted anew.
/// </summary>
internal sealed class EntityTwin(JobDefinition job, IReadOnlyList<(int Part, Sign Sign)> signs, IReadOnlyList<BucketValue> activity)
{
    private readonly EntityDefinition _entity = job.Entity!;

    /// <summary>A record of the twin.</summary>
    internal sealed record Found(long Bucket, string Entity, long Episode, double Sum, double Probability, double ReturnDays, double Typical, bool Learning, string[] Weights, List<string> Later, long Events, long Last, int Repeats);

    public List<Found> Run()
    {
        var all = new List<Found>();
        foreach (var bucket in activity.Select(a => a.Bucket).Distinct())
            foreach (var row in activity.Where(a => a.Bucket == bucket)) Judge(row, all);
        return all;
    }

    /// <summary>The sum of an entity in a bucket; null when it has no sign there.</summary>
    public double? Sum(BucketValue row, out string[] weights)
    {
        weights = [];
        if (!SignsAt(row).Any()) return null;
        var recent = activity.Where(a => a.Partition == row.Partition && a.Bucket <= row.Bucket && a.Bucket > row.Bucket - (_entity.Window.Ticks / 10)).SelectMany(SignsAt);
        var strongest = recent.GroupBy(s => s.Part).Select(g => (Job: _entity.Parts[g.Key].JobId, _entity.Parts[g.Key].Group, Surprise: g.Max(s => 0 - Math.Log10(s.Sign.Probability))))
            .OrderByDescending(s => s.Surprise).ThenBy(s => s.Job, StringComparer.Ordinal).ToArray();
        var weighed = strongest.Select((s, i) => (s.Job, s.Surprise, Weight: strongest.Take(i).Any(o => o.Group == s.Group) ? 0.5 : 1)).ToArray();
        weights = [.. weighed.Select(w => $"{w.Job} {w.Weight}")];
        return weighed.Aggregate(AgeSurprise(row), (sum, w) => sum + (w.Weight * w.Surprise));
    }

    private void Judge(BucketValue row, List<Found> all)
    {
        if (Sum(row, out var weights) is not { } sum || sum < 2) return;
        var repeat = job.SuppressRepeat.Ticks / 10;
        // Episodes follow each other: the first bucket of 2 or more begins one; the next begins so far behind it, or after two windows without any.
        var quiet = 2 * (_entity.Window.Ticks / 10);
        var above = activity.Where(a => a.Partition == row.Partition && a.Bucket < row.Bucket && Sum(a, out _) >= 2).Select(a => a.Bucket).ToArray();
        long? start = null;
        for (var i = 0; i < above.Length; i++) if (start is not { } b || above[i] - b >= repeat || above[i] - above[i - 1] >= quiet) start = above[i];
        if (start is { } s && (row.Bucket - s >= repeat || row.Bucket - above[^1] >= quiet)) start = null;
        var (from, now) = (start ?? row.Bucket, SignsAt(row).ToArray());
        foreach (var record in all.Where(r => r.Entity == row.Partition && r.Episode == from).ToArray())
            all[all.IndexOf(record)] = record with { Later = [.. record.Later, .. now.Select(n => $"{_entity.Parts[n.Part].JobId}: {string.Join(",", n.Sign.Values)}")], Events = record.Events + row.Count, Last = row.Last, Repeats = record.Repeats + 1 };
        if (activity.Any(a => a.Partition == row.Partition && a.Bucket >= from && a.Bucket < row.Bucket && Sum(a, out _) >= sum)) return;
        var (correction, days) = (Correction(row.Bucket), Days(row.Bucket));
        var p = Math.Min(1, Math.Pow(10, -(0.67 + (0.68 * sum))) * correction);
        var aDay = Math.Max(1, activity.Count(a => a.Bucket < row.Bucket) / Math.Max(1, days));
        if (RecordScore.OfReturn(1 / (aDay * p)) < RareDetector.LeastScore) return;
        all.Add(new Found(row.Bucket, row.Partition, from, sum, p, 1 / (aDay * p), Math.Max(0, (Math.Log10(aDay * correction) - 0.67) / 0.68), IsLearning(row.Bucket), weights, [], row.Count, row.Last, 0));
    }

    private IEnumerable<(int Part, Sign Sign)> SignsAt(BucketValue row) => signs.Where(s => s.Sign.Bucket == row.Bucket && s.Sign.Partition == row.Partition).OrderBy(s => s.Part);

    /// <summary>-log10 of the share of active buckets, of those behind the learning, whose entity is at most as old.</summary>
    private double AgeSurprise(BucketValue row)
    {
        if (AgeOf(row) > 24) return 0;
        var before = activity.Where(a => a.Bucket < row.Bucket && !IsLearning(a.Bucket)).ToArray();
        return 0 - Math.Log10((before.Count(a => AgeOf(a) <= AgeOf(row)) + 1) / (before.Length + 1.0));
    }

    /// <summary>Episodes of 2.5 and more against those that the curve says, each with ten added.</summary>
    private double Correction(long bucket)
    {
        var before = activity.Where(a => a.Bucket < bucket && !IsLearning(a.Bucket)).ToArray();
        var begun = before.Count(a => IsLevel(a) && !activity.Any(o => o.Partition == a.Partition && o.Bucket < a.Bucket && a.Bucket - o.Bucket < job.SuppressRepeat.Ticks / 10 && IsLevel(o)));
        return (begun + 10) / ((before.Length * Math.Pow(10, -(0.67 + (0.68 * 2.5)))) + 10);
    }

    private bool IsLevel(BucketValue row) => Sum(row, out _) >= 2.5;

    private long AgeOf(BucketValue row) => activity.Count(a => a.Partition == row.Partition && a.Bucket < row.Bucket);

    private double Days(long bucket) => (bucket - activity[0].Bucket) / (double)Made.Day;

    private bool IsLearning(long bucket) =>
        activity.Where(a => a.Bucket < bucket).Select(a => a.Bucket).Distinct().Count() < job.LearningBuckets || Days(bucket) < job.LearningTime.TotalDays;
}
