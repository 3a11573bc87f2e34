namespace Offtrail.Anomalies;

/// <summary>
/// Learns which values the active buckets of one scope hold, and says how unusual a value is before the bucket is learned.
/// </summary>
/// <remarks>
/// Model. Each value v has a presence rate r(v): the share of active buckets that hold it, every bucket weighted by
/// 2^(-age/half-life). Something "at least as unusual as v" in a bucket is a value that no bucket held before, or one
/// whose rate is at most r(v). The chance of it is taken as the sum of the rates, at most 1 (union bound).
///
/// The rate at which new values come is estimated from the values that exactly one bucket held (singletons), after
/// Good (1953), "The population frequencies of species and the estimation of population parameters", Biometrika 40,
/// in its form for sampling units (Chao and Colwell 2017, SORT 41(1), eq. 4: expected new species in the next unit is
/// about Q1/t). One is added to both: the bucket that is being judged counts among those that could have looked so, as in
/// a permutation test's p-value (Phipson and Smyth 2010, Stat. Appl. Genet. Mol. Biol. 9:39, eq. 2). So no value is ever
/// impossible, and a short history can't give a high score: with t buckets p is at least 1/(t+1).
///
/// In an account that is active once a week everything turns up seldom, what is usual there too. So a value that was met
/// before, and that every second active bucket has something like, is not unusual, whatever the return period: it scores 0.
///
/// Implementation decisions. Weights are kept as 2^(time/half-life) relative to the first bucket, so that nothing must be
/// decayed when time passes, and every ratio is the same as with decayed weights. Sums run over the values in ordinal
/// order: floating point gives the same bits whatever the order of arrival. Not safe for several threads.
/// </remarks>
internal sealed class RareModel
{
    private const double MicrosADay = 86_400_000_000;

    /// <summary>What every second active bucket has something like is not unusual.</summary>
    public const double CommonFrom = 0.5;

    private sealed class Presence
    {
        public double Weight;
        public long Buckets;
        public long Last;
    }

    private readonly JobDefinition _job;
    private readonly SortedDictionary<string, Presence> _values = new(StringComparer.Ordinal);
    private long _first;
    private long _origin; // where a weight is 1; moves on before weights leave the range of a double
    private long _buckets;
    private double _weight;

    /// <summary>Goes on where a state stood; by default it knows nothing yet.</summary>
    public RareModel(JobDefinition job, RareState? state = null)
    {
        state ??= RareState.Empty;
        (_job, _first, _origin, _buckets, _weight) = (job, state.First, state.Origin, state.Buckets, state.Weight);
        foreach (var v in state.Values) _values.Add(v.Value, new Presence { Weight = v.Weight, Buckets = v.Buckets, Last = v.Last });
    }

    /// <summary>All that the model knows.</summary>
    public RareState ToState() => new(_first, _origin, _buckets, _weight, [.. _values.Select(v => new RareValueState(v.Key, v.Value.Weight, v.Value.Buckets, v.Value.Last))]);

    /// <summary>Judges a value of the bucket at <paramref name="bucket"/>, which is not learned yet.</summary>
    public RareJudgement Judge(string value, long bucket)
    {
        var known = _values.GetValueOrDefault(value);
        Rebase(bucket);
        var scale = Weight(bucket); // turns relative weights into weights of now
        double singletons = 0, asRare = 0;
        foreach (var presence in _values.Values)
        {
            if (presence.Buckets == 1) singletons += presence.Weight;
            if (known is not null && presence.Weight <= known.Weight) asRare += presence.Weight;
        }

        var fresh = ((singletons / scale) + 1) / ((_weight / scale) + 1);
        var p = Math.Min(1, known is null ? fresh : fresh + Share(asRare));
        var days = _first < 0 ? 0 : (bucket - _first) / MicrosADay;
        var bucketsADay = Math.Min(_buckets / Math.Max(1, days), TimeSpan.TicksPerDay / (double)_job.BucketSpan.Ticks);
        var perDay = Math.Max(bucketsADay, 1 / Math.Max(1, days)); // before the first bucket: one a day
        var learning = _buckets < _job.LearningBuckets || days < _job.LearningTime.TotalDays;
        var history = new RareHistory(_buckets, days, _values.Count, known?.Buckets ?? 0, known?.Last, 1 / (perDay * Math.Min(1, fresh)));
        var returnDays = 1 / (perDay * p);
        var score = known is not null && p >= CommonFrom ? 0 : RecordScore.OfReturn(returnDays);
        return new RareJudgement(p, returnDays, score, known is null ? 0 : Share(known.Weight), learning, history);
    }

    /// <summary>Learns an active bucket with all of its values. Buckets come in the order of their time.</summary>
    public void Learn(long bucket, IEnumerable<string> values)
    {
        if (_first < 0) (_first, _origin) = (bucket, bucket);
        Rebase(bucket);
        var weight = Weight(bucket);
        _buckets++;
        _weight += weight;
        foreach (var value in values)
        {
            if (!_values.TryGetValue(value, out var presence)) _values.Add(value, presence = new Presence());
            presence.Weight += weight;
            presence.Buckets++;
            presence.Last = bucket;
        }
    }

    /// <summary>Throws when the state is one that no history leads to.</summary>
    public void CheckInvariants()
    {
        foreach (var (value, presence) in _values)
            if (presence.Buckets < 1 || presence.Buckets > _buckets || presence.Weight > _weight * (1 + 1e-9) || presence.Last < _first)
                throw new InvalidOperationException($"the rare model of {_job.Id} is inconsistent at \"{value}\"");
    }

    /// <summary>A part of all weight; 0 when age has taken all of it.</summary>
    private double Share(double weight) => _weight > 0 ? weight / _weight : 0;

    private double Weight(long bucket) => _first < 0 ? 1 : Math.Pow(2, HalfLives(bucket));

    private double HalfLives(long bucket) => (bucket - _origin) / MicrosADay / _job.HalfLife.TotalDays;

    private void Rebase(long bucket)
    {
        const int Most = 256;
        while (HalfLives(bucket) > Most)
        {
            _origin += Most * (_job.HalfLife.Ticks / TimeSpan.TicksPerMicrosecond);
            var factor = Math.Pow(2, -Most);
            _weight *= factor;
            foreach (var presence in _values.Values) presence.Weight *= factor;
        }
    }
}
