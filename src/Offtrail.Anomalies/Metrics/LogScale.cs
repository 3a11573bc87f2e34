namespace Offtrail.Anomalies;

/// <summary>Measured numbers on a logarithmic scale that also takes 0 and negative ones; so profiles nearly multiply.</summary>
/// <remarks>
/// The log-modulus transformation sign(x) ln(1 + |x|/u) of John and Draper 1980, "An alternative family of transformations",
/// Appl. Stat. 29, 190–197, eq. 2.1, with a unit u far below the usual numbers: sums of bytes or milliseconds are near log-normal.
/// Whether it or the plain scale holds is decided by what they predicted (Box and Cox 1964 for the Jacobian).
/// </remarks>
internal sealed class LogScale(double unit) : PlainScale
{
    /// <inheritdoc/>
    public override double ToScale(double value) => Math.CopySign(Math.Log(1 + (Math.Abs(value) / unit)), value);

    /// <inheritdoc/>
    public override double FromScale(double x) => Math.CopySign((Math.Exp(Math.Abs(x)) - 1) * unit, x);

    /// <inheritdoc/>
    public override double LogJacobian(double value) => -Math.Log(unit + Math.Abs(value));

    /// <inheritdoc/>
    public override double Unit(MetricExpectation expected) => Math.Max(unit, Math.Abs(FromScale(expected.Mean)));

    /// <summary>A doubling.</summary>
    public override double UnknownResolution(double mean) => Math.Log(2);
}
