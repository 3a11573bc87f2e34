namespace Offtrail.State;

/// <summary>Alerts that are one story.</summary>
/// <param name="Id">The beginning of the id of its first alert, twelve digits.</param>
/// <param name="First">Time of its first event, microseconds since 1970 UTC.</param>
/// <param name="Last">Time of its last event, microseconds.</param>
/// <param name="Rank">How much it deserves to be looked at first, 0 to 100.</param>
/// <param name="Alerts">How many alerts it has.</param>
/// <param name="Title">The first sentence of its most unusual alert.</param>
public sealed record StoredIncident(string Id, long First, long Last, double Rank, int Alerts, string Title)
{
    /// <summary>Closed when all of its alerts are; acknowledged when none is open; else open.</summary>
    public AlertStatus Status { get; init; }
}
