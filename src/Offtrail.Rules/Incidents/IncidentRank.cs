using Offtrail.Anomalies;

namespace Offtrail.Rules;

/// <summary>How much an incident deserves to be looked at first, 0 to 100, with the meaning of a score.</summary>
/// <remarks>
/// The entity score is one calibrated figure over all jobs; an alert of one rule is the most unusual of what many rules could have
/// raised, so something like it turns up as often as there are rules (the union bound, as in Bonferroni's correction). The rank is
/// the score of the least frequent: 50 is an incident in five days, 75 one in a month, over the whole pack.
/// </remarks>
public static class IncidentRank
{
    /// <summary>The rank of alerts.</summary>
    /// <param name="alerts">Of each alert whether it has the score of an entity, and how often something like it turns up, in days.</param>
    /// <param name="rules">How many rules could have raised one; at least 1.</param>
    public static double Of(IEnumerable<(bool OfEntity, double ReturnDays)> alerts, int rules)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rules, 1);
        return alerts.Select(a => RecordScore.OfReturn(a.OfEntity ? a.ReturnDays : a.ReturnDays / rules)).DefaultIfEmpty(0).Max();
    }
}
