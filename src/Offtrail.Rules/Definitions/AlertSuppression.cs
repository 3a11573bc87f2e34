using Offtrail.Anomalies;

namespace Offtrail.Rules;

/// <summary>Of alerts that are alike the first is raised; the others are folded into it.</summary>
/// <param name="GroupBy">Alerts whose events have the same values of these fields are alike. One to five.</param>
/// <param name="Duration">How long after the first; null for those of one run only. From 5 min to 90 d.</param>
/// <param name="SuppressMissing">Whether a field without a value counts as a value. Else such an alert is never folded. Default true.</param>
public sealed record AlertSuppression(IReadOnlyList<string> GroupBy, TimeSpan? Duration, bool SuppressMissing)
{
    private const int MostFields = 5;
    private const char Between = '\u001F'; // a control character is in no value of a field

    /// <summary>What an alert is alike by; null when it is never folded.</summary>
    public string? KeyOf(Evidence evidence)
    {
        var parts = new List<string>();
        foreach (var field in GroupBy)
        {
            var values = evidence.Of(field).Top.Select(v => v.Value).Order(StringComparer.Ordinal).ToArray();
            if (values.Length == 0 && !SuppressMissing) return null;
            parts.Add($"{field}={string.Join(Between, values)}");
        }

        return string.Join($"{Between}{Between}", parts);
    }

    internal static AlertSuppression? Parse(YamlMapping? yaml, RuleVocabulary known)
    {
        if (yaml is null) return null;
        var fields = yaml.Texts("group_by");
        if (fields.Count is 0 or > MostFields) throw yaml.Wrong("group_by", $"group_by names {fields.Count} fields; right would be one to {MostFields}, such as [offtrail.identity]");
        if (fields.FirstOrDefault(f => !known.IsField(f)) is { } unknown) throw yaml.Wrong("group_by", $"\"{unknown}\" is no field of the lake (docs/fields.md lists them)");
        var suppression = new AlertSuppression(fields,
            yaml.TextOrNull("duration") is null ? null : yaml.Duration("duration", null, TimeSpan.FromMinutes(5), TimeSpan.FromDays(90)),
            yaml.OneOf("missing_fields_strategy", "suppress", "suppress", "do_not_suppress") == "suppress");
        yaml.Finish();
        return suppression;
    }
}
