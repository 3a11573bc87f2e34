namespace Offtrail.State;

/// <summary>A scheduled run of a rule, and what became of the alerts that it raised.</summary>
/// <param name="At">When, microseconds since 1970 UTC.</param>
/// <param name="From">Begin of the range that it looked at, microseconds.</param>
/// <param name="Found">Findings over the threshold that were new to it.</param>
/// <param name="Raised">Alerts that stand.</param>
/// <param name="Excepted">Those that exceptions hold back.</param>
/// <param name="Suppressed">Those that are folded into others.</param>
/// <param name="Withdrawn">Those that were taken back.</param>
/// <param name="Waiting">Findings left to the next run because of the maximum.</param>
public sealed record RuleRunResult(long At, long From, int Found, int Raised, int Excepted, int Suppressed, int Withdrawn, int Waiting);
