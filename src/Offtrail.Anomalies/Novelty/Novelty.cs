namespace Offtrail.Anomalies;

/// <summary>A value that a partition has for the first time.</summary>
/// <param name="Value">The value.</param>
/// <param name="Peers">Other partitions of the scope that had it before.</param>
/// <param name="Probability">Chance that an active bucket of the partition shows something at least as unusual.</param>
internal readonly record struct Novelty(string Value, int Peers, double Probability);
