namespace Offtrail.Server;

/// <summary>A scheduled run of a rule.</summary>
/// <param name="At">When.</param>
/// <param name="From">Begin of the range that it looked at.</param>
/// <param name="Found">Findings that were new to it.</param>
/// <param name="Raised">Alerts that stand.</param>
/// <param name="Excepted">Held back by exceptions.</param>
/// <param name="Suppressed">Folded into others.</param>
/// <param name="Withdrawn">Taken back by later events.</param>
/// <param name="Waiting">Left to the next run because of the maximum.</param>
public sealed record RuleRunView(string At, string From, int Found, int Raised, int Excepted, int Suppressed, int Withdrawn, int Waiting);
