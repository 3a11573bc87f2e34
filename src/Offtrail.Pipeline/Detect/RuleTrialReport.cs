using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>What a rule would have raised.</summary>
/// <param name="Raised">The alerts, in the order in which they would have been raised.</param>
/// <param name="Excepted">Alerts that exceptions would have held back.</param>
/// <param name="Suppressed">Alerts that would have been folded into others.</param>
/// <param name="Learning">Findings of the time in which an account was being learned.</param>
/// <param name="FullRuns">Runs that found more than they may raise.</param>
/// <param name="FromMicros">Begin of the stretch, microseconds since 1970 UTC.</param>
/// <param name="ToMicros">Its end, microseconds.</param>
/// <param name="Accounts">Accounts of the lake.</param>
public sealed record RuleTrialReport(IReadOnlyList<StoredAlert> Raised, long Excepted, long Suppressed, long Learning, int FullRuns, long FromMicros, long ToMicros, long Accounts);
