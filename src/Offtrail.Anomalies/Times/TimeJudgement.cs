namespace Offtrail.Anomalies;

/// <summary>How a time model judges the time of one active bucket.</summary>
/// <param name="Probability">Chance that an active bucket falls at a time at least as rare; above 0, at most 1.</param>
/// <param name="Typical">The usual time: seconds into the cycle of the busiest cell's start; 0 without history.</param>
/// <param name="Share">Share of active buckets about this time, as smoothed: 0 to 1.</param>
/// <param name="History">What the model knew.</param>
internal readonly record struct TimeJudgement(double Probability, double Typical, double Share, TimeHistory History);
