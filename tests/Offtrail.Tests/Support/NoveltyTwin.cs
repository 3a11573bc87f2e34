using Offtrail.Anomalies;

namespace Offtrail.Tests;

/// <summary>
/// The model of partitions, recomputed each time from the whole list of buckets after the formulae in the remarks of
/// NoveltyModel, AgeRates and PeerShares. Nothing is carried from one bucket to the next but the list.
/// </summary>
internal sealed class NoveltyTwin(JobDefinition job)
{
    private readonly List<(long Bucket, Dictionary<string, string[]> Active)> _history = [];

    public void Learn(long bucket, IEnumerable<(string Partition, string[] Values)> active) =>
        _history.Add((bucket, active.ToDictionary(a => a.Partition, a => a.Values, StringComparer.Ordinal)));

    /// <summary>A value that is new to a partition.</summary>
    /// <param name="Value">The value.</param>
    /// <param name="Peers">Other partitions that had it.</param>
    /// <param name="Probability">Its probability.</param>
    internal sealed record Judged(string Value, int Peers, double Probability);

    public List<Judged> Judge(string partition, IReadOnlyList<string> values, long bucket)
    {
        var fresh = values.Where(v => !Had(_history.Count, partition, v)).ToList();
        var isNew = AgeAt(_history.Count, partition) == 0;
        var shares = fresh.ConvertAll(v => ShareOf(v, isNew));
        var rate = Rate(partition, bucket);
        double AtRank(double share) => share * fresh.Count / shares.Count(s => s <= share * (1 + 1e-12));
        return [.. fresh.Select((v, i) => new Judged(v, Holders(_history.Count, v), rate * Math.Min(1, shares.Where(s => s >= shares[i] * (1 - 1e-12)).Min(AtRank))))];
    }

    /// <summary>The chance that a partition meets something new: f · rate(age).</summary>
    public double Rate(string partition, long bucket)
    {
        var age = AgeAt(_history.Count, partition);
        if (age == 0) return 1;
        double met = 0, expected = 0;
        for (var i = 0; i < _history.Count; i++)
        {
            var then = AgeAt(i, partition);
            if (then == 0 || !_history[i].Active.ContainsKey(partition)) continue;
            if (HasNew(i, partition)) met += Weight(_history[i].Bucket, bucket);
            expected += Weight(_history[i].Bucket, bucket) * RateAt(then, i, _history[i].Bucket);
        }

        return Math.Clamp((met + 2) / (expected + 2) * RateAt(age, _history.Count, _history[^1].Bucket), 3e-4, 1);
    }

    public double ReturnDays(double probability, long bucket)
    {
        var days = Math.Max(1, Days(bucket));
        var bucketsADay = Math.Max(Math.Min(_history.Count / days, TimeSpan.FromDays(1) / job.BucketSpan), 1 / days);
        var partitions = Math.Max(1, _history.Sum(h => h.Active.Count) / Math.Max(1.0, _history.Count));
        return 1 / (bucketsADay * (1 - Math.Pow(1 - Math.Min(probability, 1 - 1e-12), partitions)));
    }

    public bool IsLearning(long bucket) => LearningAt(_history.Count, bucket);

    public double Days(long bucket) => _history.Count == 0 ? 0 : (bucket - _history[0].Bucket) / (double)Made.Day;

    private bool LearningAt(int before, long bucket) => before < job.LearningBuckets || (bucket - _history[0].Bucket) / (double)Made.Day < job.LearningTime.TotalDays;

    /// <summary>The share of active buckets with something new among partitions of the age's class, from the buckets before one.</summary>
    private double RateAt(long age, int before, long asOf)
    {
        double buckets = 0, withNew = 0;
        for (var i = 0; i < before; i++)
        {
            foreach (var partition in _history[i].Active.Keys)
            {
                if (ClassOf(AgeAt(i, partition)) != ClassOf(age)) continue;
                buckets += Weight(_history[i].Bucket, asOf);
                if (HasNew(i, partition)) withNew += Weight(_history[i].Bucket, asOf);
            }
        }

        return (withNew + 0.5) / (buckets + 1);
    }

    private double ShareOf(string value, bool isNew)
    {
        var others = Holders(_history.Count, value);
        var held = _history.SelectMany(h => h.Active.Values).SelectMany(v => v).Distinct(StringComparer.Ordinal).ToDictionary(v => v, v => Holders(_history.Count, v), StringComparer.Ordinal);
        double pairs = held.Values.Sum();
        var share = others >= 255 ? 1 : (held.Values.Where(n => n <= others + 1).Sum() + 1) / (pairs + 1);
        if (!isNew && others < 255)
        {
            double few = 0, all = 0;
            for (var i = 0; i < _history.Count; i++)
            {
                if (LearningAt(i, _history[i].Bucket)) continue;
                foreach (var (partition, values) in _history[i].Active)
                {
                    if (AgeAt(i, partition) == 0) continue;
                    foreach (var fresh in values.Where(v => !Had(i, partition, v)))
                    {
                        all += Weight(_history[i].Bucket, _history[^1].Bucket);
                        if (Holders(i, fresh) <= others) few += Weight(_history[i].Bucket, _history[^1].Bucket);
                    }
                }
            }

            share = (few + (5 * share)) / (all + 5);
        }

        return IsSensitive(value) ? share * Math.Sqrt((held.Where(h => IsSensitive(h.Key)).Sum(h => h.Value) + 1) / (pairs + 1)) : share;
    }

    private bool IsSensitive(string value) => job.SensitiveValues.Any(s => s.EndsWith('*') ? value.StartsWith(s[..^1], StringComparison.Ordinal) : value == s);

    private bool Had(int before, string partition, string value) =>
        _history.Take(before).Any(h => h.Active.TryGetValue(partition, out var values) && values.Contains(value));

    private bool HasNew(int at, string partition) => _history[at].Active[partition].Any(v => !Had(at, partition, v));

    private int Holders(int before, string value) =>
        _history.Take(before).SelectMany(h => h.Active.Where(a => a.Value.Contains(value)).Select(a => a.Key)).Distinct(StringComparer.Ordinal).Count();

    private long AgeAt(int before, string partition) => _history.Take(before).Count(h => h.Active.ContainsKey(partition));

    /// <summary>0; 1; 2 and 3; 4 to 7; …</summary>
    private static int ClassOf(long age)
    {
        var number = 0;
        for (; age > 0; age /= 2) number++;
        return number;
    }

    private double Weight(long at, long asOf) => Math.Pow(2, -((asOf - at) / (double)Made.Day) / job.HalfLife.TotalDays);
}
