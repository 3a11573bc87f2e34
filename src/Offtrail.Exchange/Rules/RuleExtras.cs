using System.Globalization;
using Offtrail.Anomalies;
using Offtrail.Rules;

namespace Offtrail.Exchange;

/// <summary>Takes over what a rule may have beyond the needed: suppression, other severities and risk scores.</summary>
internal static class RuleExtras
{
    public static void Add(DefinitionYaml yaml, SettingReader rule, RuleVocabulary known)
    {
        yaml.Add("alert_suppression", Suppression(rule, known));
        yaml.Add("severity_mapping", Mappings(rule, "severity_mapping", known, (entry, field) =>
            new DefinitionYaml().Add("field", field).Add("value", entry.Text("value")).Add("severity", entry.Text("severity"))));
        yaml.Add("risk_score_mapping", Mappings(rule, "risk_score_mapping", known, (entry, field) =>
            new DefinitionYaml().Add("field", field).Add("value", entry.TextOrNull("value") is { Length: > 0 } value ? value : null).Add("risk_score", entry.Number("risk_score"))));
    }

    private static DefinitionYaml? Suppression(SettingReader rule, RuleVocabulary known)
    {
        if (rule.Object("alert_suppression") is not { } suppression) return null;
        var fields = suppression.Texts("group_by");
        var strategy = suppression.TextOrNull("missing_fields_strategy") switch
        {
            null or "suppress" => "suppress",
            "doNotSuppress" => "do_not_suppress",
            var other => throw suppression.Wrong("missing_fields_strategy", $"is \"{other}\"; right would be suppress or doNotSuppress"),
        };
        var duration = suppression.Object("duration") is { } time ? Duration(time) : null;
        suppression.Finish();
        if (fields.FirstOrDefault(f => !known.IsField(f)) is not { } unknown) return new DefinitionYaml().Add("group_by", fields).Add("duration", duration).Add("missing_fields_strategy", strategy);
        rule.Leave("alert_suppression", $"groups by {unknown}, which is no field of the lake (docs/fields.md lists them)");
        return null;
    }

    private static string Duration(SettingReader time)
    {
        var (value, unit) = (time.Number("value"), time.Text("unit"));
        time.Finish();
        var text = string.Create(CultureInfo.InvariantCulture, $"{value}{unit}");
        return Durations.TryParse(text, out var length) && length >= TimeSpan.FromMinutes(5) && length <= TimeSpan.FromDays(90)
            ? Durations.Text(length) : throw time.Wrong("value", $"with its unit is \"{text}\"; right would be 5m to 90d");
    }

    private static List<DefinitionYaml> Mappings(SettingReader rule, string key, RuleVocabulary known, Func<SettingReader, string, DefinitionYaml> make)
    {
        var made = new List<DefinitionYaml>();
        foreach (var entry in rule.Objects(key))
        {
            var (field, compare) = (entry.Text("field"), entry.TextOrNull("operator") ?? "equals");
            var mapping = make(entry, field);
            entry.Finish();
            if (compare != "equals") entry.Leave("operator", $"is {compare}; right would be equals. The entry is left out");
            else if (!known.IsField(field)) entry.Leave("field", $"is {field}, which is no field of the lake (docs/fields.md lists them). The entry is left out");
            else made.Add(mapping);
        }

        return made;
    }
}
