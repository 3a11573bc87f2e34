using Offtrail.Rules;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>An incident as lists show it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">open, acknowledged or closed.</param>
/// <param name="Rank">How much it deserves to be looked at first, 0 to 100.</param>
/// <param name="Alerts">How many alerts it has.</param>
/// <param name="FirstEventAt">Time of its first event.</param>
/// <param name="LastEventAt">Time of its last event.</param>
/// <param name="Title">The first sentence of its most unusual alert.</param>
public sealed record IncidentRow(string Id, string Status, double Rank, int Alerts, string FirstEventAt, string LastEventAt, string Title)
{
    /// <summary>The row of an incident.</summary>
    public static IncidentRow Of(StoredIncident i) => new(i.Id, AlertState.Words(i.Status.ToString(), '_'), i.Rank, i.Alerts, AlertDocument.Time(i.First), AlertDocument.Time(i.Last), i.Title);
}
