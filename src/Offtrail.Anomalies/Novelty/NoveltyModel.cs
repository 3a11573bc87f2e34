namespace Offtrail.Anomalies;

/// <summary>
/// Learns which values the partitions of one scope have (which calls each identity makes), and says how unusual it is that a
/// partition has one for the first time.
/// </summary>
/// <remarks>
/// Model. A partition of age a (active buckets so far) meets something new in a bucket with chance
///
///     ν = f · rate(a)        rate: over all partitions of the scope at that age (<see cref="AgeRates"/>)
///     f = (met + c) / (expected + c)
///
/// where met are its buckets with something new so far and expected is what the rates say for its ages: a Gamma frailty
/// with mean 1, estimated by empirical Bayes (Clayton and Kaldor 1987, Biometrics 43, eq. 3), c = 2. So a new colleague is
/// judged as other new colleagues were, and somebody restless as he is.
///
/// A value that at most n others had has the share g(n) among new values (<see cref="PeerShares"/>); a value of the list of
/// sensitive ones has its g multiplied by the square root of such values' share of all pairs (the root, since sensitive
/// values are often also those that few have). Of k values new together the one of rank j by g gets the least
/// k·g/l of the ranks l from j on (Simes 1986, Biometrika 73(3), theorem 1; Benjamini and Hochberg 1995, J. R. Stat. Soc. B
/// 57(1), sec. 3): many values are a chance for a rare one, but not if all of them are rare. The bound holds also for
/// values that come together (Sarkar 1998, Ann. Stat. 26(2)).
///
/// The probability is the product: the chance that an active bucket of this partition shows something at least as unusual.
/// It can't be below <see cref="LeastRate"/> × g: no history is long enough to say less.
///
/// Implementation decisions. What a partition had once stays known. Counts are aged a bucket at a time, partitions when
/// they are touched; nothing grows with time and the results are the same bits whatever the order of arrival. Not safe for
/// several threads.
/// </remarks>
internal sealed class NoveltyModel
{
    private const double Frailty = 2;
    private const double LeastRate = 3e-4;
    private const double MicrosADay = 86_400_000_000;

    private readonly Dictionary<string, PartitionState> _partitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<int> _holders = []; // by value number
    private readonly JobDefinition _job;
    private readonly AgeRates _rates;
    private readonly PeerShares _shares;
    private readonly ValueSet _sensitive;
    private readonly ScopeActivity _activity;
    private long _pairs;
    private long _sensitivePairs;
    private long? _last;
    private int _active;

    /// <summary>Goes on where a state stood; by default it knows nothing yet.</summary>
    public NoveltyModel(JobDefinition job, NoveltyState? state = null)
    {
        (_job, _sensitive) = (job, new ValueSet(job.SensitiveValues));
        if (state is null)
        {
            (_rates, _shares, _activity) = (new AgeRates(), new PeerShares(), new ScopeActivity(job, ActivityState.Empty));
            return;
        }

        foreach (var value in state.Values)
        {
            _numbers.Add(value, _holders.Count);
            _holders.Add(0);
        }

        foreach (var p in state.Partitions)
        {
            var partition = new PartitionState { Age = p.Age, Met = p.Met, Expected = p.Expected, AgedTo = p.AgedTo };
            partition.Values.EnsureCapacity(p.Values.Length);
            _partitions.Add(p.Name, partition);
            foreach (var number in p.Values)
            {
                partition.Values.Add(number);
                _holders[number]++;
                _pairs++;
            }
        }

        for (var number = 0; number < _holders.Count; number++) if (_sensitive.Contains(state.Values[number])) _sensitivePairs += _holders[number];
        _rates = new AgeRates(state.RateBuckets, state.RateNew);
        _shares = new PeerShares(state.Later, state.AllLater, _holders);
        _activity = new ScopeActivity(job, state.Activity);
        _last = state.Last;
    }

    /// <summary>All that the model knows. Not between <see cref="Begin"/> and <see cref="End"/>.</summary>
    public NoveltyState ToState() => new()
    {
        Values = [.. _numbers.OrderBy(n => n.Value).Select(n => n.Key)],
        Partitions = [.. _partitions.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new NoveltyPartitionState(p.Key, [.. p.Value.Values.Order()], p.Value.Age, p.Value.Met, p.Value.Expected, p.Value.AgedTo))],
        RateBuckets = _rates.Buckets,
        RateNew = _rates.New,
        Later = _shares.Later,
        AllLater = _shares.AllLater,
        Last = _last,
        Activity = _activity.ToState(),
    };

    /// <summary>Whether the scope has too little history to judge.</summary>
    public bool IsLearning(long bucket) => _activity.IsLearning(bucket);

    /// <summary>The values that a partition has in a bucket for the first time; none when there are none.</summary>
    public List<Novelty> Judge(string partition, IReadOnlyList<string> values, long bucket)
    {
        var known = _partitions.GetValueOrDefault(partition);
        var found = new List<Novelty>();
        foreach (var value in values)
            if (known is null || !_numbers.TryGetValue(value, out var number) || !known.Values.Contains(number)) found.Add(new Novelty(value, PeersOf(value), 0));
        if (found.Count == 0) return found;
        var rate = RateOf(known, bucket);
        double[] shares = [.. found.Select(n => ShareOf(n, known is null))];
        var (order, adjusted) = (Enumerable.Range(0, shares.Length).OrderBy(i => shares[i]).ToArray(), 1.0);
        for (var rank = order.Length; rank > 0; rank--)
        {
            var i = order[rank - 1];
            adjusted = Math.Min(adjusted, shares[i] * found.Count / rank);
            found[i] = found[i] with { Probability = rate * adjusted };
        }

        return found;
    }

    private double ShareOf(Novelty novelty, bool partitionIsNew)
    {
        var share = _shares.Of(novelty.Peers, partitionIsNew);
        return _sensitive.Contains(novelty.Value) ? share * Math.Sqrt((_sensitivePairs + 1.0) / (_pairs + 1)) : share;
    }

    /// <summary>How often, in days, something of this probability turns up in the scope.</summary>
    public double ReturnDays(double probability, long bucket) => _activity.ReturnDays(probability, bucket);

    /// <summary>What was known when a value was judged.</summary>
    public NoveltyHistory History(string partition, Novelty novelty, int together, long bucket)
    {
        var known = _partitions.GetValueOrDefault(partition);
        return new NoveltyHistory(_activity.Buckets, _activity.Days(bucket), known?.Age ?? 0, known?.Values.Count ?? 0, novelty.Peers, _partitions.Count, RateOf(known, bucket), together);
    }

    /// <summary>Begins to learn an active bucket; its partitions follow. Buckets come in the order of their time.</summary>
    public void Begin(long bucket)
    {
        var factor = Factor(_last ?? bucket, bucket);
        _rates.Age(factor);
        _shares.Age(factor);
        (_last, _active) = (bucket, 0);
    }

    /// <summary>
    /// Learns what is new in the bucket that was begun, before any partition takes it up. What is expected of each is what was
    /// known before the bucket, so the order of the partitions does not matter.
    /// </summary>
    public void LearnRates(IReadOnlyList<(string Partition, List<Novelty> Found)> active, bool learning)
    {
        foreach (var (partition, found) in active)
            if (_partitions.TryGetValue(partition, out var state)) Meet(state, found, learning);
        foreach (var (partition, found) in active) _rates.Add(_partitions.GetValueOrDefault(partition)?.Age ?? 0, found.Count > 0);
    }

    /// <summary>Takes up the values of a partition that were new. After <see cref="LearnRates"/>.</summary>
    public void LearnValues(string partition, List<Novelty> found)
    {
        if (!_partitions.TryGetValue(partition, out var state)) _partitions.Add(partition, state = new PartitionState { AgedTo = _last!.Value });
        foreach (var novelty in found)
        {
            if (!_numbers.TryGetValue(novelty.Value, out var number))
            {
                _numbers.Add(novelty.Value, number = _holders.Count);
                _holders.Add(0);
            }

            if (!state.Values.Add(number)) continue;
            _shares.AddHolder(_holders[number]++);
            _pairs++;
            if (_sensitive.Contains(novelty.Value)) _sensitivePairs++;
        }

        state.Age++;
        _active++;
    }

    /// <summary>Ends the bucket that was begun.</summary>
    public void End() => _activity.Learn(_last!.Value, _active);

    /// <summary>Throws when the state is one that no history leads to.</summary>
    public void CheckInvariants()
    {
        if (_partitions.Values.Sum(p => (long)p.Values.Count) != _pairs || _holders.Sum(h => (long)h) != _pairs)
            throw new InvalidOperationException($"the model of partitions of {_job.Id} is inconsistent");
    }

    private void Meet(PartitionState state, List<Novelty> found, bool learning)
    {
        Age(state, _last!.Value);
        state.Expected += _rates.Of(state.Age);
        if (found.Count > 0) state.Met++;
        if (learning) return;
        foreach (var novelty in found) _shares.AddLater(novelty.Peers);
    }

    private double RateOf(PartitionState? state, long bucket)
    {
        if (state is null) return 1;
        var factor = Factor(state.AgedTo, bucket);
        var frailty = ((state.Met * factor) + Frailty) / ((state.Expected * factor) + Frailty);
        return Math.Clamp(frailty * _rates.Of(state.Age), LeastRate, 1);
    }

    private int PeersOf(string value) => _numbers.TryGetValue(value, out var number) ? _holders[number] : 0;

    private void Age(PartitionState state, long bucket)
    {
        var factor = Factor(state.AgedTo, bucket);
        state.Met *= factor;
        state.Expected *= factor;
        state.AgedTo = bucket;
    }

    private double Factor(long from, long to) => Math.Pow(2, (from - to) / MicrosADay / _job.HalfLife.TotalDays);
}
