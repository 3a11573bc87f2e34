using Offtrail.Rules;

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
public sealed record StoredAlert(string Id, string RuleId, long Timestamp, long RaisedAt, double Score, int Threshold, string Reason, string Document)
{
    /// <summary>The job that found the anomaly.</summary>
    public string JobId { get; init; } = "";

    /// <summary>The same for alerts of a rule about the same: value, partition and account. A repeat months later has it too.</summary>
    public string Kin { get; init; } = "";

    /// <summary>What its rule folds it by (<see cref="AlertSuppression.KeyOf"/>); null when it is never folded.</summary>
    public string? SuppressionKey { get; init; }

    /// <summary>The alert that it is folded into; null when it is not.</summary>
    public string? FoldedInto { get; init; }

    /// <summary>The account; <c>*</c> when events of several are behind it.</summary>
    public string Account { get; init; } = "";

    /// <summary>low, medium, high or critical.</summary>
    public string Severity { get; init; } = "low";

    /// <summary>Time of the first event behind it, microseconds.</summary>
    public long FirstEvent { get; init; }

    /// <summary>Time of the last event behind it, microseconds.</summary>
    public long LastEvent { get; init; }

    /// <summary>Whether its score is that of an entity, over all jobs.</summary>
    public bool OfEntity { get; init; }

    /// <summary>How often something like it turns up when nothing is wrong, in days.</summary>
    public double ReturnDays { get; init; }

    /// <summary>Whether it is an alert.</summary>
    public AlertStanding Standing { get; init; }

    /// <summary>What people did with it.</summary>
    public AlertStatus Status { get; init; }

    /// <summary>Why it was closed; null unless it is.</summary>
    public CloseReason? ClosedBecause { get; init; }

    /// <summary>Who looks at it; null when nobody does.</summary>
    public string? Assignee { get; init; }

    /// <summary>The incident that it belongs to; null until the detection that raised it has ended.</summary>
    public string? Incident { get; init; }
}
