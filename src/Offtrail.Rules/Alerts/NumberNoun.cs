using Offtrail.Anomalies;

namespace Offtrail.Rules;

/// <summary>What people call the number that a function judges: "number of different error messages".</summary>
internal static class NumberNoun
{
    public static string Of(AnomalyRecord record)
    {
        var many = record.FieldName.Length == 0 ? "events" : FieldNoun.Of(record.FieldName).Many;
        var function = record.Function.Replace("high_", "", StringComparison.Ordinal).Replace("low_", "", StringComparison.Ordinal);
        return function switch
        {
            "distinct_count" => $"number of different {many}",
            "count" or "non_zero_count" => $"number of {many}",
            "freq_rare" => $"number of events with rare {FieldNoun.Of(record.ByField).Many}",
            _ => $"{function} of {record.FieldName}",
        };
    }
}
