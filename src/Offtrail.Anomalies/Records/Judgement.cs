namespace Offtrail.Anomalies;

/// <summary>What a detector says of a value, a number or a time.</summary>
/// <param name="Probability">Chance that an active bucket shows something at least as unusual, 0 to 1.</param>
/// <param name="ReturnDays">How often that is, in days.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="Actual">What it is.</param>
/// <param name="Typical">What is usual.</param>
/// <param name="Learning">Whether the scope has too little history to judge.</param>
/// <param name="History">What was known.</param>
internal readonly record struct Judgement(double Probability, double ReturnDays, double Score, double Actual, double Typical, bool Learning, AnomalyHistory History);
