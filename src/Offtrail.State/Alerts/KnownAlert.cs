namespace Offtrail.State;

/// <summary>What a detection needs of an alert that is there.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Standing">Whether it is an alert.</param>
/// <param name="Threshold">The threshold under which it was raised.</param>
/// <param name="Timestamp">Start of the anomaly's bucket, microseconds since 1970 UTC.</param>
public sealed record KnownAlert(string Id, AlertStanding Standing, int Threshold, long Timestamp);
