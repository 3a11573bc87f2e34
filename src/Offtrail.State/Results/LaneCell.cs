namespace Offtrail.State;

/// <summary>A stretch of time in a swim lane.</summary>
/// <param name="Lane">The job or value whose lane it is in; empty in the lane of all.</param>
/// <param name="Slot">Number of the stretch, from 0.</param>
/// <param name="Score">Highest score of its records, 0 to 100.</param>
/// <param name="Records">Its records.</param>
/// <param name="IsProvisional">Whether a bucket of it may still grow.</param>
/// <param name="IsLearning">Whether all of its records are of a time in which the account was still being learned.</param>
/// <param name="IsChanged">Whether events that came late changed a record of it.</param>
public sealed record LaneCell(string Lane, int Slot, double Score, long Records, bool IsProvisional, bool IsLearning, bool IsChanged);

/// <summary>A value with its records.</summary>
/// <param name="Value">The value.</param>
/// <param name="Score">Highest score of its records, 0 to 100.</param>
/// <param name="Records">Its records.</param>
public sealed record RankedValue(string Value, double Score, long Records);

/// <summary>A record in a list: which it is, and how it stands.</summary>
/// <param name="Place">Which it is.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="IsProvisional">Whether its bucket may still grow.</param>
/// <param name="IsLearning">Whether its account was still being learned.</param>
/// <param name="IsChanged">Whether events that came late changed it.</param>
public sealed record ListedAnomaly(AnomalyPlace Place, double Score, bool IsProvisional, bool IsLearning, bool IsChanged);
