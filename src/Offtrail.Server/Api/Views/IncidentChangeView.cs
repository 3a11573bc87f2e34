using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Something that was done to an incident, or to some of its alerts.</summary>
/// <param name="Change">What was done; where the alerts were different before, what the first of them was.</param>
/// <param name="Alerts">Ids of the alerts that it was done to.</param>
public sealed record IncidentChangeView(AlertChangeView Change, IReadOnlyList<string> Alerts)
{
    internal static IncidentChangeView Of((AlertChange Change, IReadOnlyList<string> Alerts) entry) => new(AlertChangeView.Of(entry.Change), entry.Alerts);
}
