namespace Offtrail.Server;

/// <summary>What a job found in a stretch of the past.</summary>
/// <param name="Records">Its records.</param>
/// <param name="Learning">Of them those of a time in which an account was being learned.</param>
/// <param name="AtMarks">How many reach the scores 25, 50 and 75.</param>
/// <param name="Top">The highest fifty.</param>
public sealed record JobRunView(int Records, int Learning, IReadOnlyList<int> AtMarks, IReadOnlyList<JobFinding> Top);

/// <summary>A record that a job found.</summary>
/// <param name="At">Begin of the bucket.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="ReturnDays">How often something so unusual turns up, in days.</param>
/// <param name="What">What is unusual.</param>
/// <param name="Learning">Whether its account was being learned.</param>
public sealed record JobFinding(string At, double Score, double ReturnDays, string What, bool Learning);
