namespace Offtrail.Server;

/// <summary>A job as lists show it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it sees, and what makes it noisy.</param>
/// <param name="Detectors">What is judged.</param>
/// <param name="BucketSpan">Length of a bucket.</param>
/// <param name="Rules">Rules that take its records.</param>
public sealed record JobRow(string Id, string Name, string Description, IReadOnlyList<string> Detectors, string BucketSpan, IReadOnlyList<string> Rules);
