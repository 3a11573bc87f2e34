namespace Offtrail.Anomalies;

/// <summary>The numbers of a partition on one scale, with three expectations side by side: one for each <see cref="MetricProfile"/>.</summary>
internal sealed class MetricView
{
    /// <summary>How many kinds of profile there are.</summary>
    public const int Profiles = 3;

    private readonly SlotSums _sums;
    private readonly double[] _excess;
    private readonly double[] _basis;
    private readonly double[] _scores;
    private readonly TailCalibration[] _tails;
    private double _resolution; // smallest step between buckets so far; 0 while there was none
    private double _last;

    /// <summary>Begins where a state stood.</summary>
    /// <param name="scale">The scale; null while it is not known, when only zeros came.</param>
    /// <param name="state">The state.</param>
    public MetricView(MetricScale? scale, MetricViewState state)
    {
        (Scale, _resolution, _last) = (scale, state.Resolution, state.Last);
        _sums = new SlotSums(state.Weights, state.Sums);
        (_excess, _basis, _scores) = ([.. state.Excess], [.. state.Basis], [.. state.Scores]);
        _tails = [.. state.Tails.Select(t => new TailCalibration(t))];
        if (_excess.Length != Profiles || _basis.Length != Profiles || _scores.Length != Profiles || _tails.Length != Profiles) throw new ArgumentException($"expected {Profiles} profiles", nameof(state));
    }

    /// <summary>The scale; until it is set the view expects nothing.</summary>
    public MetricScale? Scale { get; set; }

    /// <summary>The sums by hour of the week.</summary>
    public SlotSums Slots => _sums;

    /// <summary>Aged sum of the logarithms of what each profile gave to what came.</summary>
    public double Score(MetricProfile profile) => _scores[(int)profile];

    /// <summary>What a profile expects in a slot. Needs a scale.</summary>
    public MetricChoice Choice(MetricProfile profile, int slot, double now)
    {
        var overall = ProfileMeans.Overall(_sums, Scale!, now);
        var basis = _basis[(int)profile] / now;
        var spread = Scale!.Spread(_excess[(int)profile] / now, basis, overall.Mean);
        var (mean, support) = profile switch
        {
            MetricProfile.None => overall,
            MetricProfile.HourOfDay => ProfileMeans.HourOfDay(_sums, Scale, now, slot % SlotSums.Day, spread),
            _ => ProfileMeans.HourOfWeek(_sums, Scale, now, slot, spread),
        };
        var expected = new MetricExpectation(mean, support, spread, basis);
        var outlook = Scale.Outlook(expected, _resolution > 0 ? _resolution : Scale.UnknownResolution(mean));
        return new MetricChoice(Scale, profile, _sums.OfAll().Weight / now, expected, outlook, _tails[(int)profile]);
    }

    /// <summary>Scores what was expected, then learns.</summary>
    /// <param name="slot">Hour of the week.</param>
    /// <param name="weight">Weight of the bucket.</param>
    /// <param name="value">The number.</param>
    /// <param name="learned">The same, or the nearest that is near enough to what was expected to be learned.</param>
    /// <param name="compare">Whether all views expected something, so that their scores can be compared.</param>
    /// <param name="side">Which numbers are unusual.</param>
    public void Learn(int slot, double weight, double value, double learned, bool compare, MetricSide side)
    {
        var x = Scale?.ToScale(learned) ?? 0; // a scale is unknown only while all numbers are 0
        MetricOutlook? outlook = null;
        foreach (var profile in Enum.GetValues<MetricProfile>())
        {
            if (Scale is null) break;
            var choice = Choice(profile, slot, weight);
            outlook = choice.Outlook ?? outlook; // a profile that expects nothing yet is scored as the simpler one
            if (compare) _scores[(int)profile] += weight * (outlook!.LogDensity(x) + Scale.LogJacobian(learned));
            if (choice.Outlook is not null)
            {
                var (beyond, least) = choice.Chance(value, side);
                choice.Tail.Learn(beyond, least, weight);
            }

            if (!Visited(profile, slot)) continue; // an error against another hour's mean says nothing of the spread
            var (excess, basis) = Scale.OfError(x - choice.Expected.Mean, choice.Expected.Mean, choice.Expected.Support);
            _excess[(int)profile] += weight * excess;
            _basis[(int)profile] += weight * basis;
        }

        var step = Math.Abs(x - _last);
        var noise = 1e-9 * Math.Max(Math.Abs(x), Math.Abs(_last)); // sums of the same numbers in another order differ by so little
        if (_sums.OfAll().Weight > 0 && step > noise && (_resolution == 0 || step < _resolution)) _resolution = step;
        _last = x;
        _sums.Add(slot, weight, x);
    }

    /// <summary>Scales all weights.</summary>
    public void Multiply(double factor)
    {
        _sums.Multiply(factor);
        foreach (var tail in _tails) tail.Multiply(factor);
        for (var i = 0; i < Profiles; i++) (_excess[i], _basis[i], _scores[i]) = (_excess[i] * factor, _basis[i] * factor, _scores[i] * factor);
    }

    /// <summary>Whether a history leads here.</summary>
    public bool IsConsistent() =>
        _sums.Weights.All(w => w >= 0 && double.IsFinite(w)) && _sums.Sums.All(double.IsFinite) && _excess.All(double.IsFinite)
        && _basis.All(b => b >= 0 && double.IsFinite(b)) && _scores.All(double.IsFinite) && _resolution >= 0 && _tails.All(t => t.IsConsistent());

    /// <summary>All that it knows.</summary>
    public MetricViewState ToState() => new()
    {
        Weights = [.. _sums.Weights],
        Sums = [.. _sums.Sums],
        Excess = [.. _excess],
        Basis = [.. _basis],
        Scores = [.. _scores],
        Tails = [.. _tails.Select(t => t.ToState())],
        Resolution = _resolution,
        Last = _last,
    };

    private bool Visited(MetricProfile profile, int slot) => profile switch
    {
        MetricProfile.None => true,
        MetricProfile.HourOfDay => _sums.OfHour(slot % SlotSums.Day).Weight > 0,
        _ => _sums.OfSlot(slot).Weight > 0,
    };
}
