namespace Offtrail.Server;

/// <summary>A rule as lists show it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Enabled">Whether it runs.</param>
/// <param name="Severity">low, medium, high or critical.</param>
/// <param name="RiskScore">0 to 100.</param>
/// <param name="AnomalyThreshold">Least score of an alert.</param>
/// <param name="JobIds">Its jobs.</param>
/// <param name="Interval">How often it runs.</param>
/// <param name="From">How far a run looks back.</param>
/// <param name="MaxAlerts">Most alerts of one run.</param>
/// <param name="Version">Its version.</param>
/// <param name="OfPack">Whether it is as the program ships it.</param>
/// <param name="Tactics">ATT&amp;CK tactics that it names.</param>
public sealed record RuleRow(
    string Id, string Name, bool Enabled, string Severity, int RiskScore, int AnomalyThreshold, IReadOnlyList<string> JobIds, string Interval, string From, int MaxAlerts, int Version, bool OfPack, IReadOnlyList<string> Tactics);
