namespace Offtrail.Pipeline;

/// <summary>What rules would have raised over a stretch of the past.</summary>
/// <param name="FromMicros">Begin of the stretch, microseconds since 1970 UTC.</param>
/// <param name="ToMicros">End of the stretch.</param>
/// <param name="Events">Events of the lake up to there, learned ones included.</param>
/// <param name="Accounts">Accounts.</param>
/// <param name="AccountDays">Days of the stretch, added over the accounts.</param>
/// <param name="Attacks">Attacks of the labels; null without labels.</param>
/// <param name="Rules">Each rule at each threshold.</param>
/// <param name="Pack">All rules together, each at its own threshold.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record BacktestReport(
    long FromMicros, long ToMicros, long Events, long Accounts, double AccountDays, int? Attacks, IReadOnlyList<RuleBacktest> Rules, BacktestCount Pack, TimeSpan Elapsed);

/// <summary>A rule at each threshold.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Threshold">Its own threshold.</param>
/// <param name="Learning">Findings at that threshold while their account was still being learned.</param>
/// <param name="Counts">By threshold, ascending.</param>
public sealed record RuleBacktest(string RuleId, int Threshold, long Learning, IReadOnlyList<BacktestCount> Counts);

/// <summary>What is raised at a threshold.</summary>
/// <param name="Threshold">The threshold; 0 where each rule has its own.</param>
/// <param name="Alerts">Alerts.</param>
/// <param name="FalseAlarms">Alerts without an event of an attack; those of one rule, account and hour count once. Without labels all alerts count so.</param>
/// <param name="FalseAlarmsADay">False alarms for each account and day.</param>
/// <param name="BudgetADay">What the threshold promises for each account and day.</param>
/// <param name="AttacksFound">Attacks of which an alert holds an event; null without labels.</param>
/// <param name="Missed">The others; null without labels.</param>
public sealed record BacktestCount(int Threshold, long Alerts, long FalseAlarms, double FalseAlarmsADay, double BudgetADay, int? AttacksFound, IReadOnlyList<string>? Missed);
