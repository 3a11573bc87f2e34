using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>What became of an incident that alerts were taken out of.</summary>
/// <param name="Stayed">What stayed.</param>
/// <param name="TakenOut">What was taken out.</param>
public sealed record SplitResult(IncidentRow Stayed, IncidentRow TakenOut);
