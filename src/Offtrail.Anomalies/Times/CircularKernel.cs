namespace Offtrail.Anomalies;

/// <summary>A bell over the cells of a circle, cut off at four deviations and summing to 1.</summary>
/// <remarks>
/// A kernel density on a circle: Hall, Watson and Cabrera 1987, "Kernel density estimation with spherical data", Biometrika 74,
/// 751–762, eq. 1.3, with a wrapped normal kernel over the cells of a histogram.
/// </remarks>
internal sealed class CircularKernel
{
    private readonly double[] _taps; // by distance in cells
    private readonly int _cells;

    /// <summary>A kernel.</summary>
    /// <param name="cells">Cells of the circle.</param>
    /// <param name="deviation">Its standard deviation in cells; eight of them fit the circle.</param>
    public CircularKernel(int cells, double deviation)
    {
        _cells = cells;
        _taps = new double[(int)(4 * deviation) + 1];
        var sum = 0.0;
        for (var i = 0; i < _taps.Length; i++)
        {
            _taps[i] = Math.Exp(-0.5 * i * i / (deviation * deviation));
            sum += i == 0 ? _taps[i] : 2 * _taps[i];
        }

        for (var i = 0; i < _taps.Length; i++) _taps[i] /= sum;
    }

    /// <summary>What a weight in one cell adds to another.</summary>
    public double At(int from, int to)
    {
        var apart = Math.Abs(from - to);
        apart = Math.Min(apart, _cells - apart);
        return apart < _taps.Length ? _taps[apart] : 0;
    }

    /// <summary>The smoothed weight of each cell.</summary>
    public double[] Smooth(ReadOnlySpan<double> weights)
    {
        var smooth = new double[_cells];
        for (var cell = 0; cell < _cells; cell++)
        {
            var sum = _taps[0] * weights[cell];
            for (var i = 1; i < _taps.Length; i++) sum += _taps[i] * (weights[(cell + i) % _cells] + weights[(cell - i + _cells) % _cells]);
            smooth[cell] = sum;
        }

        return smooth;
    }
}
