namespace Offtrail.Server;

/// <summary>What is to be tried.</summary>
/// <param name="Definition">Another definition than the saved one.</param>
/// <param name="From">Alerts from here on.</param>
/// <param name="To">Events before this only.</param>
/// <param name="Threshold">Another threshold, 0 to 100.</param>
public sealed record RuleTestRequest(string? Definition = null, string? From = null, string? To = null, int? Threshold = null);
