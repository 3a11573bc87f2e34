using Offtrail.Anomalies;

namespace Offtrail.Tests;

/// <summary>
/// The rare model, recomputed each time from the whole list of buckets with decayed weights, after the formulae in
/// RareModel's remarks: weight of a bucket 2^(-age/half-life); new values come at (Q1 + 1) / (T + 1); a value seen before
/// adds the sum of the rates of values at most as frequent.
/// </summary>
internal sealed class RareTwin(JobDefinition job)
{
    private readonly List<(long Bucket, HashSet<string> Values)> _history = [];

    public void Learn(long bucket, IEnumerable<string> values) => _history.Add((bucket, values.ToHashSet(StringComparer.Ordinal)));

    public (double P, double ReturnDays, double Typical, bool Learning) Judge(string value, long bucket)
    {
        double Weight(long at) => Math.Pow(2, -((bucket - at) / (double)Made.Day) / job.HalfLife.TotalDays);
        var total = _history.Sum(h => Weight(h.Bucket));
        var rates = _history.SelectMany(h => h.Values).Distinct(StringComparer.Ordinal).ToDictionary(v => v, v => _history.Where(h => h.Values.Contains(v)).Sum(h => Weight(h.Bucket)), StringComparer.Ordinal);
        var singletons = rates.Where(r => _history.Count(h => h.Values.Contains(r.Key)) == 1).Sum(r => r.Value);
        var fresh = (singletons + 1) / (total + 1);
        var p = fresh;
        if (rates.TryGetValue(value, out var own)) p += rates.Values.Where(r => r <= own * (1 + 1e-12)).Sum() / total;
        p = Math.Min(1, p);
        var days = _history.Count == 0 ? 0 : (bucket - _history[0].Bucket) / (double)Made.Day;
        var perDay = Math.Min(_history.Count / Math.Max(1, days), TimeSpan.FromDays(1) / job.BucketSpan);
        perDay = Math.Max(perDay, 1 / Math.Max(1, days));
        return (p, 1 / (perDay * p), rates.ContainsKey(value) ? own / total : 0, _history.Count < job.LearningBuckets || days < job.LearningTime.TotalDays);
    }
}
