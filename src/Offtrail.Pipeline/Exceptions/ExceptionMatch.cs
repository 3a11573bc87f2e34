using Offtrail.Lake;

namespace Offtrail.Pipeline;

/// <summary>
/// Tells whether all events behind an alert meet a condition, from the counts of their values alone. Where the counts leave it open (a field with more
/// values than are kept, conditions on several fields of which some events meet one and some another) it says no: what is not certain is raised.
/// </summary>
public static class ExceptionMatch
{
    private const int ValuesKept = 10;

    /// <summary>Whether all events meet the filter.</summary>
    public static bool All(Filter filter, AlertValues alert)
    {
        var fields = FilterMatch.Fields(filter).Distinct(StringComparer.Ordinal).ToArray();
        if (fields is [var only]) return OfOneField(filter, only, alert);
        return filter switch
        {
            AllOf all => all.Parts.All(p => All(p, alert)),
            AnyOf any => any.Parts.Any(p => All(p, alert)),
            Negation { Part: Negation twice } => All(twice.Part, alert),
            Negation { Part: AllOf all } => all.Parts.Any(p => All(new Negation(p), alert)),
            Negation { Part: AnyOf any } => any.Parts.All(p => All(new Negation(p), alert)),
            _ => false,
        };
    }

    private static bool OfOneField(Filter filter, string field, AlertValues alert)
    {
        var values = alert.Fields.GetValueOrDefault(field) ?? [];
        var rest = alert.Events - values.Sum(v => v.Count);
        if (rest > 0 && (values.Count >= ValuesKept || !FilterMatch.Meets(filter, null))) return false; // values that were not kept, or events without one
        return alert.Events > 0 && values.All(v => FilterMatch.Meets(filter, v.Value));
    }
}
