using Offtrail.Anomalies;

namespace Offtrail.Rules;

/// <summary>Another severity for alerts with an event that has a value.</summary>
/// <param name="Field">The field.</param>
/// <param name="Value">Its value.</param>
/// <param name="Severity">low, medium, high or critical.</param>
public sealed record SeverityMapping(string Field, string Value, string Severity)
{
    internal static SeverityMapping Parse(YamlMapping yaml, RuleVocabulary known)
    {
        var mapping = new SeverityMapping(yaml.Text("field"), yaml.Text("value"), Severities.Parse(yaml, required: true));
        if (!known.IsField(mapping.Field)) throw yaml.Wrong("field", $"\"{mapping.Field}\" is no field of the lake (docs/fields.md lists them)");
        yaml.Finish();
        return mapping;
    }
}
