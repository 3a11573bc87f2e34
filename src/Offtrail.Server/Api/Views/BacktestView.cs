using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>What rules would have raised.</summary>
/// <param name="From">Begin of the stretch.</param>
/// <param name="To">Its end.</param>
/// <param name="Events">Events that were looked at.</param>
/// <param name="Accounts">Accounts.</param>
/// <param name="AccountDays">Days of the stretch, added over the accounts.</param>
/// <param name="Rules">Each rule at each threshold.</param>
/// <param name="Pack">All together, each at its own threshold.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record BacktestView(string From, string To, long Events, long Accounts, double AccountDays, IReadOnlyList<RuleBacktest> Rules, BacktestCount Pack, double Seconds);
