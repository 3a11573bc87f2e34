using System.Runtime.InteropServices;

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
/// decayed when time passes, and every ratio is the same as with decayed weights. Sums run over the values in the order in which buckets
/// first held them, then by name: floating point gives the same bits whatever the order of arrival. They are not made for values that are
/// common (<see cref="IsCommon"/>). Not safe for several threads.
/// </remarks>
internal sealed class RareModel
{
    private const double MicrosADay = 86_400_000_000;

    /// <summary>What every second active bucket has something like is not unusual.</summary>
    public const double CommonFrom = 0.5;

    private readonly JobDefinition _job;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = []; // and the others, by number
    private readonly List<double> _weights = [];
    private readonly List<long> _held = [];
    private readonly List<long> _last = [];
    private double? _singletons; // null when something was learned since
    private long _first;
    private long _origin; // where a weight is 1; moves on before weights leave the range of a double
    private long _buckets;
    private double _weight;

    /// <summary>Goes on where a state stood; by default it knows nothing yet.</summary>
    public RareModel(JobDefinition job, RareState? state = null)
    {
        state ??= RareState.Empty;
        (_job, _first, _origin, _buckets, _weight) = (job, state.First, state.Origin, state.Buckets, state.Weight);
        foreach (var v in state.Values) Add(v.Value, v.Weight, v.Buckets, v.Last);
    }

    /// <summary>All that the model knows.</summary>
    public RareState ToState() => new(_first, _origin, _buckets, _weight, [.. _names.Select((name, i) => new RareValueState(name, _weights[i], _held[i], _last[i]))]);

    /// <summary>Judges a value of the bucket at <paramref name="bucket"/>, which is not learned yet.</summary>
    public RareJudgement Judge(string value, long bucket)
    {
        var known = _numbers.TryGetValue(value, out var number);
        Rebase(bucket);
        var scale = Weight(bucket); // turns relative weights into weights of now
        var fresh = (((_singletons ??= Singletons()) / scale) + 1) / ((_weight / scale) + 1);
        var p = Math.Min(1, known ? fresh + Share(UpTo(_weights[number])) : fresh);
        var days = Days(bucket);
        var perDay = BucketsADay(days);
        var learning = _buckets < _job.LearningBuckets || days < _job.LearningTime.TotalDays;
        var history = new RareHistory(_buckets, days, _names.Count, known ? _held[number] : 0, known ? _last[number] : null, 1 / (perDay * Math.Min(1, fresh)));
        var returnDays = 1 / (perDay * p);
        var score = known && p >= CommonFrom ? 0 : RecordScore.OfReturn(returnDays);
        return new RareJudgement(p, returnDays, score, known ? Share(_weights[number]) : 0, learning, history);
    }

    /// <summary>Whether a value alone has so much presence that it scores below <paramref name="least"/>, whatever the others have.</summary>
    public bool IsCommon(string value, long bucket, double least) =>
        _numbers.TryGetValue(value, out var number) && RecordScore.OfReturn(1 / (BucketsADay(Days(bucket)) * Share(_weights[number]))) < least;

    /// <summary>Learns an active bucket with all of its values. Buckets come in the order of their time.</summary>
    public void Learn(long bucket, IEnumerable<string> values)
    {
        if (_first < 0) (_first, _origin) = (bucket, bucket);
        Rebase(bucket);
        _singletons = null;
        var weight = Weight(bucket);
        _buckets++;
        _weight += weight;
        var fresh = new List<string>();
        foreach (var value in values)
        {
            if (!_numbers.TryGetValue(value, out var number))
            {
                fresh.Add(value);
                continue;
            }

            _weights[number] += weight;
            _held[number]++;
            _last[number] = bucket;
        }

        foreach (var value in fresh.Order(StringComparer.Ordinal)) Add(value, weight, 1, bucket);
    }

    /// <summary>Throws when the state is one that no history leads to.</summary>
    public void CheckInvariants()
    {
        for (var i = 0; i < _names.Count; i++)
            if (_held[i] < 1 || _held[i] > _buckets || _weights[i] > _weight * (1 + 1e-9) || _last[i] < _first)
                throw new InvalidOperationException($"the rare model of {_job.Id} is inconsistent at \"{_names[i]}\"");
    }

    private void Add(string value, double weight, long held, long last)
    {
        _numbers.Add(value, _names.Count);
        _names.Add(value);
        _weights.Add(weight);
        _held.Add(held);
        _last.Add(last);
    }

    /// <summary>Sum of the weights of the values that exactly one bucket held.</summary>
    private double Singletons()
    {
        var sum = 0.0;
        for (var i = 0; i < _held.Count; i++) if (_held[i] == 1) sum += _weights[i];
        return sum;
    }

    /// <summary>Sum of the weights that are at most so great, in four parts: one after the other each would wait for the one before.</summary>
    private double UpTo(double most)
    {
        var weights = CollectionsMarshal.AsSpan(_weights);
        double a = 0, b = 0, c = 0, d = 0;
        var i = 0;
        for (; i + 3 < weights.Length; i += 4)
        {
            a += weights[i] <= most ? weights[i] : 0;
            b += weights[i + 1] <= most ? weights[i + 1] : 0;
            c += weights[i + 2] <= most ? weights[i + 2] : 0;
            d += weights[i + 3] <= most ? weights[i + 3] : 0;
        }

        for (; i < weights.Length; i++) a += weights[i] <= most ? weights[i] : 0;
        return a + b + (c + d);
    }

    private double Days(long bucket) => _first < 0 ? 0 : (bucket - _first) / MicrosADay;

    /// <summary>Active buckets a day; before the first, one.</summary>
    private double BucketsADay(double days) =>
        Math.Max(Math.Min(_buckets / Math.Max(1, days), TimeSpan.TicksPerDay / (double)_job.BucketSpan.Ticks), 1 / Math.Max(1, days));

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
            _singletons = null;
            _weight *= factor;
            for (var i = 0; i < _weights.Count; i++) _weights[i] *= factor;
        }
    }
}
