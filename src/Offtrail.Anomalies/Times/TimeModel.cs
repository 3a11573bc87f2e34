namespace Offtrail.Anomalies;

/// <summary>
/// Learns at which times of the day or the week a partition is active, and says how unusual a time is before its bucket is learned.
/// </summary>
/// <remarks>
/// Model. The active buckets are counted in cells, weighted by 2^(-age/half-life), and smoothed (<see cref="CircularKernel"/>, one
/// hour of standard deviation) to a density f. The probability is the weight of the buckets whose time has no more density, from the
/// other buckets, than the judged one:
///
///     p = (1 + Σ w_i over the buckets i with f(time_i) ≤ f(time)) / (W + 1)
///
/// where bucket i sees the judged one in its own place: f(time_i) - w_i(K(0) - K(time_i - time)), K the kernel and w_i the mean
/// weight Σw²/Σw of the cell's buckets. With equal weights this is the conformal p-value of a density's lower level set (Lei,
/// Robins and Wasserman 2013, "Distribution-free prediction sets", J. Am. Stat. Assoc. 108, 278–287, eqs. 3–4), so that p ≤ q in at
/// most a share q of the buckets whatever the true density, if they are exchangeable. The one that is added says little while
/// there is little history, and keeps p at 1/(W + 1) or above.
///
/// Implementation decisions. Densities closer than 10^-12 are taken as equal: those of symmetric cells differ by rounding only. Sums
/// run over the cells in order. Judging changes nothing. Not safe for several threads.
/// </remarks>
internal sealed class TimeModel
{
    private const double MicrosADay = 86_400_000_000;
    private const long MicrosASecond = 1_000_000;
    private const int SecondsADay = 86_400;
    private const int ThursdayToMonday = 3 * SecondsADay; // 1970-01-01 was a Thursday
    private const double SmoothedSeconds = 3_600;

    private readonly TimeSettings _settings;
    private readonly Ageing _ageing;
    private readonly CircularKernel _kernel;
    private readonly double[] _cells;
    private readonly double[] _squares;
    private readonly int _secondsACell;
    private long? _first;
    private long _buckets;

    /// <summary>Knows nothing yet.</summary>
    public TimeModel(TimeSettings settings) : this(settings, new TimeState
    {
        Cycle = settings.Cycle,
        Buckets = 0,
        First = null,
        Origin = null,
        Cells = new double[Cells(settings.Cycle)],
        Squares = new double[Cells(settings.Cycle)],
    })
    {
    }

    private TimeModel(TimeSettings settings, TimeState state)
    {
        if (state.Version != TimeState.Current || state.Cycle != settings.Cycle || state.Cells.Length != Cells(settings.Cycle) || state.Squares.Length != state.Cells.Length)
            throw new ArgumentException("the state of a time model is of another version or cycle", nameof(state));
        (_settings, _buckets, _first) = (settings, state.Buckets, state.First);
        _ageing = new Ageing(settings.HalfLife, state.Origin);
        (_cells, _squares) = ([.. state.Cells], [.. state.Squares]);
        _secondsACell = settings.Cycle == TimeCycle.Day ? 900 : 3_600;
        _kernel = new CircularKernel(_cells.Length, SmoothedSeconds / _secondsACell);
    }

    /// <summary>Goes on where a state stood: all further results are the same to the last bit.</summary>
    public static TimeModel FromState(TimeSettings settings, TimeState state) => new(settings, state);

    /// <summary>All that the model knows.</summary>
    public TimeState ToState() => new() { Cycle = _settings.Cycle, Buckets = _buckets, First = _first, Origin = _ageing.Origin, Cells = [.. _cells], Squares = [.. _squares] };

    /// <summary>Judges that the bucket at <paramref name="bucket"/>, which is not learned yet, is active.</summary>
    /// <param name="bucket">Start of the bucket, microseconds since 1970 UTC.</param>
    public TimeJudgement Judge(long bucket)
    {
        var now = _ageing.Weight(bucket);
        var here = CellOf(bucket);
        var smooth = _kernel.Smooth(_cells);
        var own = smooth[here] / now;
        var (rare, all, busiest) = (0.0, 0.0, 0);
        for (var cell = 0; cell < _cells.Length; cell++)
        {
            var weight = _cells[cell] / now; // 0 where now is infinite
            all += weight;
            var each = weight > 0 ? _squares[cell] / now / _cells[cell] : 0;
            var density = (smooth[cell] / now) - (each * (_kernel.At(cell, cell) - _kernel.At(here, cell)));
            if (density <= own + (1e-12 * (1 + own))) rare += weight;
            if (smooth[cell] > smooth[busiest] * (1 + 1e-12)) busiest = cell;
        }

        var history = new TimeHistory(_buckets, _first is { } first ? (bucket - first) / MicrosADay : 0);
        return new TimeJudgement((1 + rare) / (1 + all), busiest * (double)_secondsACell, all > 0 ? smooth[here] / now / all : 0, history);
    }

    /// <summary>Learns an active bucket. Buckets come in the order of their time.</summary>
    /// <param name="bucket">Start of the bucket, microseconds since 1970 UTC.</param>
    public void Learn(long bucket)
    {
        _first ??= bucket;
        var factor = _ageing.Advance(bucket);
        if (factor != 1) for (var cell = 0; cell < _cells.Length; cell++) (_cells[cell], _squares[cell]) = (_cells[cell] * factor, _squares[cell] * factor * factor);
        var weight = _ageing.Weight(bucket);
        _cells[CellOf(bucket)] += weight;
        _squares[CellOf(bucket)] += weight * weight;
        _buckets++;
    }

    /// <summary>Throws when the state is one that no history leads to.</summary>
    public void CheckInvariants()
    {
        if (_buckets < 0 || _first.HasValue != _buckets > 0 || _first.HasValue != _ageing.Origin.HasValue || _ageing.Origin < _first
            || !_cells.Concat(_squares).All(c => c >= 0 && double.IsFinite(c)) || _cells.Count(c => c > 0) > _buckets)
            throw new InvalidOperationException("a time model is inconsistent");
    }

    private static int Cells(TimeCycle cycle) => cycle == TimeCycle.Day ? 96 : 168;

    private int CellOf(long bucket)
    {
        var cycle = (long)_cells.Length * _secondsACell;
        var seconds = (bucket >= 0 ? bucket : bucket - MicrosASecond + 1) / MicrosASecond;
        var into = (seconds + (_settings.Cycle == TimeCycle.Week ? ThursdayToMonday : 0)) % cycle;
        return (int)((into < 0 ? into + cycle : into) / _secondsACell);
    }
}
