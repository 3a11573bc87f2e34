namespace Offtrail.Rules;

/// <summary>Which alerts of a rule are folded into which. A function of the alerts alone: the order in which they came to be known does not matter.</summary>
public static class SuppressionFold
{
    /// <summary>For each alert that is folded, the id of the one that it is folded into: the first of its key, of one run the most unusual; from the end of the duration on, the next.</summary>
    /// <param name="suppression">How the rule folds; null when it does not.</param>
    /// <param name="alerts">The rule's alerts, in any order.</param>
    public static IReadOnlyDictionary<string, string> Of(AlertSuppression? suppression, IEnumerable<FoldableAlert> alerts)
    {
        var into = new Dictionary<string, string>(StringComparer.Ordinal);
        if (suppression is null) return into;
        var duration = suppression.Duration is { } time ? time.Ticks / TimeSpan.TicksPerMicrosecond : 1; // one run: the same moment
        foreach (var alike in alerts.Where(a => a.Key is not null).GroupBy(a => a.Key, StringComparer.Ordinal))
        {
            FoldableAlert? first = null;
            foreach (var alert in alike.OrderBy(a => a.RaisedAt).ThenByDescending(a => a.Score).ThenBy(a => a.Id, StringComparer.Ordinal))
            {
                if (first is not null && alert.RaisedAt - first.RaisedAt < duration) into.Add(alert.Id, first.Id);
                else first = alert;
            }
        }

        return into;
    }
}
