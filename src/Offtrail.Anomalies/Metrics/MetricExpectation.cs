namespace Offtrail.Anomalies;

/// <summary>What is expected at a time, on a view's scale.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Support">Buckets behind it: its variance is that of one bucket over this.</param>
/// <param name="Spread">As of <see cref="MetricScale.Spread"/>.</param>
/// <param name="Basis">Buckets' worth of errors behind the spread.</param>
internal readonly record struct MetricExpectation(double Mean, double Support, double Spread, double Basis);
