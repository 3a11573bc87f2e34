namespace Offtrail.Server;

/// <summary>What to count.</summary>
/// <param name="Rules">Ids of rules; none for all that run.</param>
/// <param name="From">Alerts from here on.</param>
/// <param name="To">Events before this only.</param>
/// <param name="Thresholds">At these scores.</param>
public sealed record BacktestRequest(IReadOnlyList<string>? Rules = null, string? From = null, string? To = null, IReadOnlyList<int>? Thresholds = null);
