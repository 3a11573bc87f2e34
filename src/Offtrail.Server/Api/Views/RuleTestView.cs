using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>What a rule would have raised.</summary>
/// <param name="From">Begin of the stretch.</param>
/// <param name="To">Its end.</param>
/// <param name="Raised">How many alerts.</param>
/// <param name="Excepted">How many exceptions would have held back.</param>
/// <param name="Suppressed">How many would have been folded into others.</param>
/// <param name="Learning">Findings while an account was being learned.</param>
/// <param name="FullRuns">Runs that found more than they may raise.</param>
/// <param name="Alerts">The alerts, the first 1,000.</param>
public sealed record RuleTestView(string From, string To, int Raised, long Excepted, long Suppressed, long Learning, int FullRuns, IReadOnlyList<AlertRow> Alerts);
