namespace Offtrail.State;

/// <summary>An alert as it is kept.</summary>
/// <param name="Id">Its id.</param>
/// <param name="RuleId">The rule.</param>
/// <param name="Timestamp">Start of the anomaly's bucket, microseconds since 1970 UTC.</param>
/// <param name="RaisedAt">Time of the run that raised it, microseconds.</param>
/// <param name="Score">Score of the anomaly.</param>
/// <param name="Threshold">The threshold under which it was raised.</param>
/// <param name="Reason">The sentence for a person.</param>
/// <param name="Document">The ECS document.</param>
public sealed record StoredAlert(string Id, string RuleId, long Timestamp, long RaisedAt, double Score, int Threshold, string Reason, string Document);
