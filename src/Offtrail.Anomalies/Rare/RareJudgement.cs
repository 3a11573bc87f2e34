namespace Offtrail.Anomalies;

/// <summary>How a rare model judges one value of a bucket.</summary>
internal readonly record struct RareJudgement(double Probability, double ReturnDays, double Score, double Typical, bool Learning, RareHistory History);
