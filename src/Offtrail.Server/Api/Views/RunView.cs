namespace Offtrail.Server;

/// <summary>A detection.</summary>
/// <param name="At">When it began.</param>
/// <param name="Rules">How many rules ran.</param>
/// <param name="Events">Events in the lake.</param>
/// <param name="NewestEventAt">Time of the newest event.</param>
/// <param name="CaughtUpSeconds">How much of the events' time passed without a detection, longer than rules look back; it was made up. 0 for none.</param>
/// <param name="Anomalies">Anomaly records.</param>
/// <param name="Raised">Alerts that were new.</param>
/// <param name="RaisedBefore">Alerts that had been raised before.</param>
/// <param name="Excepted">Held back by exceptions.</param>
/// <param name="Suppressed">Folded into others.</param>
/// <param name="Withdrawn">Taken back.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Warnings">What a person should know.</param>
public sealed record RunView(
    string At, int Rules, long Events, string? NewestEventAt, double CaughtUpSeconds, long Anomalies, long Raised, long RaisedBefore, long Excepted, long Suppressed, long Withdrawn, double Seconds, IReadOnlyList<string> Warnings);
