using System.Globalization;
using Offtrail.Anomalies;

namespace Offtrail.Rules;

/// <summary>Another risk score for alerts with an event that has a value; without a value, the number that the field has.</summary>
/// <param name="Field">The field.</param>
/// <param name="Value">Its value; null for any.</param>
/// <param name="RiskScore">0 to 100; null for the number in the field.</param>
public sealed record RiskScoreMapping(string Field, string? Value, int? RiskScore)
{
    /// <summary>The risk score for a value; null when this says nothing about it.</summary>
    public int? Of(string value) =>
        Value is { } own && own != value ? null
        : RiskScore ?? (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 100 ? number : null);

    internal static RiskScoreMapping Parse(YamlMapping yaml, RuleVocabulary known)
    {
        var mapping = new RiskScoreMapping(yaml.Text("field"), yaml.TextOrNull("value"), yaml.TextOrNull("risk_score") is null ? null : yaml.Number("risk_score", null, 0, 100));
        if (!known.IsField(mapping.Field)) throw yaml.Wrong("field", $"\"{mapping.Field}\" is no field of the lake (docs/fields.md lists them)");
        if (mapping is { Value: not null, RiskScore: null }) throw yaml.Wrong("risk_score", "a value needs its risk_score; right would be risk_score: 73");
        yaml.Finish();
        return mapping;
    }
}
