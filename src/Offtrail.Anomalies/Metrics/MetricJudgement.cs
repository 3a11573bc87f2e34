namespace Offtrail.Anomalies;

/// <summary>How a metric model judges one bucket's number.</summary>
/// <param name="Probability">Chance that a bucket like this one shows a number at least as extreme; above 0, at most 1.</param>
/// <param name="Typical">What was expected at this time: for counts the mean, for measured numbers the middle (median).</param>
/// <param name="History">What the model knew.</param>
internal readonly record struct MetricJudgement(double Probability, double Typical, MetricHistory History);
