using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>An incident with what belongs to it.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Entities">Who and what it is about.</param>
/// <param name="Tactics">ATT&amp;CK tactics that its rules name.</param>
/// <param name="Alerts">Its alerts, by their first event.</param>
public sealed record IncidentView(IncidentRow Incident, IReadOnlyList<EntityView> Entities, IReadOnlyList<string> Tactics, IReadOnlyList<AlertRow> Alerts);
