namespace Offtrail.Anomalies;

/// <summary>
/// Learns one number per bucket of one partition (a count, a sum, a mean, ...), and says how unusual a number is before its bucket
/// is learned.
/// </summary>
/// <remarks>
/// Model. A number is judged against a predictive distribution in which the uncertainty of the parameters is contained: negative
/// binomial for counts (<see cref="CountOutlook"/>), Student's t for measured numbers (<see cref="RealOutlook"/>) on the plain or the
/// logarithmic scale (<see cref="LogScale"/>). The mean may depend on the hour of the day or of the week (<see cref="ProfileMeans"/>).
///
/// Which profile and scale. All are kept side by side and scored by the logarithm of the density that they gave to each bucket
/// before it was known (Dawid 1984; Good 1952, "Rational decisions"). A profile is used once its slots were visited 3 times on
/// average, aged, and its score is more than 3 above the simpler one's: a Bayes factor of 20, "strong" (Kass and Raftery 1995, J. Am.
/// Stat. Assoc. 90, 773–795, 3.2). So is the logarithmic scale.
///
/// What never was. With a chance of 1/(n + 1), n the aged number of buckets, the next bucket follows none of this (Laplace's rule of
/// succession; contamination as in Box and Tiao 1968, Biometrika 55, 119–129); it then exceeds what is typical by d units with the
/// chance 1/(2(1 + d)), a unit being the typical number (at least one event; at least a deviation): Jeffreys' scale-free prior, up to
/// d = n, beyond which no number convinces more. So
///
///     p = (n · p_model + 1/(2(1 + min(d, n)))) / (n + 1) ≥ 1/(2 (n + 1)²)
///
/// and where no number is negative one below the typical has p of at least 1/(4(n + 1)). For both sides p is twice the smaller (Gibbons and Pratt 1975, Am. Stat. 29, 20–25). Last, the tail is made
/// as wide as experience with this partition, scale and profile asks for (<see cref="TailCalibration"/>).
///
/// Implementation decisions. From the twentieth bucket on a number beyond six deviations is learned as one there, so that an attack
/// does not become the normal. Judging changes nothing. Sums run in fixed order. Not safe for several threads.
/// </remarks>
internal sealed class MetricModel
{
    private const double MicrosADay = 86_400_000_000;
    private const double LeastVisits = 3;
    private const double LeastGain = 3; // nats
    private const long ClipFrom = 20; // buckets
    private const double UnitsBelow = 1024; // the logarithmic unit lies so far below the first number that is not 0
    private const double Most = 1e100; // squares with their weights must stay within a double

    private readonly MetricSettings _settings;
    private readonly Ageing _ageing;
    private readonly MetricView[] _views;
    private double? _logUnit;
    private long? _first;
    private long _buckets;

    /// <summary>Knows nothing yet.</summary>
    public MetricModel(MetricSettings settings) : this(settings, new MetricState
    {
        Kind = settings.Kind,
        Buckets = 0,
        First = null,
        Origin = null,
        LogUnit = null,
        Views = settings.Kind == MetricKind.Counted ? [MetricViewState.Empty] : [MetricViewState.Empty, MetricViewState.Empty],
    })
    {
    }

    private MetricModel(MetricSettings settings, MetricState state)
    {
        if (state.Version != MetricState.Current || state.Kind != settings.Kind || state.Views.Count != (state.Kind == MetricKind.Counted ? 1 : 2))
            throw new ArgumentException("the state of a metric model is of another version or kind", nameof(state));
        (_settings, _buckets, _first, _logUnit) = (settings, state.Buckets, state.First, state.LogUnit);
        _ageing = new Ageing(settings.HalfLife, state.Origin);
        _views = settings.Kind == MetricKind.Counted
            ? [new MetricView(new CountScale(), state.Views[0])]
            : [new MetricView(new PlainScale(), state.Views[0]), new MetricView(_logUnit is { } unit ? new LogScale(unit) : null, state.Views[1])];
    }

    /// <summary>Goes on where a state stood: all further results are the same to the last bit.</summary>
    public static MetricModel FromState(MetricSettings settings, MetricState state) => new(settings, state);

    /// <summary>All that the model knows.</summary>
    public MetricState ToState() => new()
    {
        Kind = _settings.Kind,
        Buckets = _buckets,
        First = _first,
        Origin = _ageing.Origin,
        LogUnit = _logUnit,
        Views = [.. _views.Select(v => v.ToState())],
    };

    /// <summary>Judges the number of the bucket at <paramref name="bucket"/>, which is not learned yet.</summary>
    /// <param name="bucket">Start of the bucket, microseconds since 1970 UTC.</param>
    /// <param name="value">Finite; for counts whole and not negative.</param>
    public MetricJudgement Judge(long bucket, double value)
    {
        value = Checked(value);
        var now = _ageing.Weight(bucket);
        var choice = Choose(bucket, now);
        var history = new MetricHistory(_buckets, _first is { } first ? (bucket - first) / MicrosADay : 0, choice.Profile);
        return new MetricJudgement(Chance(choice, value, now), choice.Typical, history);
    }

    /// <summary>Learns a bucket. Buckets come in the order of their time.</summary>
    /// <param name="bucket">Start of the bucket, microseconds since 1970 UTC.</param>
    /// <param name="value">Finite; for counts whole and not negative.</param>
    public void Learn(long bucket, double value)
    {
        value = Checked(value);
        Advance(bucket);
        var now = _ageing.Weight(bucket);
        var choice = Choose(bucket, now);
        var slot = SlotSums.SlotOf(bucket);
        var learned = Learned(choice, value);
        if (_views.Length == 2 && _logUnit is null && learned != 0)
        {
            _logUnit = Math.Abs(learned) / UnitsBelow;
            _views[1].Scale = new LogScale(_logUnit.Value);
        }

        var compare = _views.All(v => v.Scale is not null && v.Choice(MetricProfile.None, slot, now).Outlook is not null);
        foreach (var view in _views) view.Learn(slot, now, value, learned, compare, _settings.Side);
        _buckets++;
    }

    /// <summary>Throws when the state is one that no history leads to.</summary>
    public void CheckInvariants()
    {
        if (_buckets < 0 || _first.HasValue != _buckets > 0 || _first.HasValue != _ageing.Origin.HasValue || _ageing.Origin < _first
            || _logUnit is <= 0 || !_views.All(v => v.IsConsistent()))
            throw new InvalidOperationException("a metric model is inconsistent");
    }

    private void Advance(long bucket)
    {
        _first ??= bucket;
        var factor = _ageing.Advance(bucket);
        if (factor == 1) return;
        foreach (var view in _views) view.Multiply(factor);
    }

    /// <summary>The view and the profile that foretold best.</summary>
    private MetricChoice Choose(long bucket, double now)
    {
        var slot = SlotSums.SlotOf(bucket);
        var best = (View: _views[0], Profile: Best(_views[0], now));
        if (_views.Length == 2 && _views[1].Scale is not null)
        {
            var other = (View: _views[1], Profile: Best(_views[1], now));
            if ((other.View.Score(other.Profile) - best.View.Score(best.Profile)) / now > LeastGain) best = other;
        }

        var choice = best.View.Choice(best.Profile, slot, now);
        return choice.Outlook is null ? best.View.Choice(MetricProfile.None, slot, now) : choice;
    }

    private MetricProfile Best(MetricView view, double now)
    {
        var best = MetricProfile.None;
        var daily = Enumerable.Range(0, SlotSums.Day).Select(h => view.Slots.OfHour(h).Weight);
        if (Gains(MetricProfile.HourOfDay) && Visits(daily, now) >= LeastVisits) best = MetricProfile.HourOfDay;
        if (Gains(MetricProfile.HourOfWeek) && Visits(view.Slots.Weights, now) >= LeastVisits) best = MetricProfile.HourOfWeek;
        return best;

        bool Gains(MetricProfile profile) => (view.Score(profile) - view.Score(best)) / now > LeastGain;
    }

    /// <summary>How often the slots that were visited were visited on average. Several buckets within an hour are one visit.</summary>
    private double Visits(IEnumerable<double> weights, double now)
    {
        var perVisit = Math.Max(1, TimeSpan.TicksPerHour / (double)_settings.BucketSpan.Ticks);
        var (slots, sum) = (0, 0.0);
        foreach (var weight in weights) if (weight > 0) (slots, sum) = (slots + 1, sum + weight);
        return slots == 0 ? 0 : sum / now / slots / perVisit;
    }

    private double Chance(MetricChoice choice, double value, double now) =>
        choice.Outlook is null ? 1 : choice.Tail.Adjust(choice.Chance(value, _settings.Side).Least, now);

    private double Learned(MetricChoice choice, double value)
    {
        if (choice.Outlook is null || _buckets < ClipFrom) return value;
        var x = choice.Scale.ToScale(value);
        var clipped = choice.Outlook.Clip(x);
        return clipped == x ? value : choice.Scale.FromScale(clipped);
    }

    private double Checked(double value) =>
        double.IsFinite(value) && (_settings.Kind == MetricKind.Measured || (value >= 0 && value == Math.Floor(value)))
            ? Math.Clamp(value, -Most, Most)
            : throw new ArgumentOutOfRangeException(nameof(value), "a number of a metric is finite; a count is whole and not negative");
}
