namespace Offtrail.Triage;

/// <summary>One step of a chain of sessions: the call that made a session.</summary>
/// <param name="Event">The call, such as AssumeRole.</param>
/// <param name="By">Who made it: an identity or a service.</param>
/// <param name="Role">The role or user whose session it made, as the request names it; null when it names none.</param>
/// <param name="Address">Where it came from.</param>
public sealed record SessionStep(CaseEvent Event, string By, string? Role, string? Address);
