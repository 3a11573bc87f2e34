namespace Offtrail.Rules;

/// <summary>What suppression looks at.</summary>
/// <param name="Id">The alert.</param>
/// <param name="RaisedAt">Time of its run, microseconds since 1970 UTC.</param>
/// <param name="Score">Its score.</param>
/// <param name="Key">What it is folded by; null when it never is.</param>
public sealed record FoldableAlert(string Id, long RaisedAt, double Score, string? Key);
