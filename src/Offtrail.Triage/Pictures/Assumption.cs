namespace Offtrail.Triage;

/// <summary>Somebody took on a role.</summary>
/// <param name="From">Who, in short form.</param>
/// <param name="To">The role, in short form.</param>
/// <param name="Calls">How often.</param>
/// <param name="Failed">Whether it was refused.</param>
public sealed record Assumption(string From, string To, int Calls, bool Failed);
