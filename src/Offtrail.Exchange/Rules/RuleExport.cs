using System.Globalization;
using System.Text.Json.Nodes;
using Offtrail.Anomalies;
using Offtrail.Rules;
using static Offtrail.Exchange.ForeignDocument;

namespace Offtrail.Exchange;

/// <summary>Rules in the form in which Elastic exports its own: a rule a line, and a line of counts at the end.</summary>
public static class RuleExport
{
    /// <summary>A rule as one line.</summary>
    public static string Line(RuleDefinition rule) => ForeignDocument.Line(Parameters(rule));

    /// <summary>The last line of an export.</summary>
    /// <param name="rules">How many rules are in it.</param>
    public static string Details(int rules) => ForeignDocument.Line(Of(
        ("exported_count", rules), ("exported_rules_count", rules), ("missing_rules", new JsonArray()), ("missing_rules_count", 0),
        ("exported_exception_list_count", 0), ("exported_exception_list_item_count", 0)));

    /// <summary>All that the definition says, under Elastic's names.</summary>
    internal static JsonObject Parameters(RuleDefinition rule) => Of(
        ("rule_id", rule.Id), ("name", rule.Name), ("type", "machine_learning"), ("description", rule.Description), ("version", rule.Version), ("enabled", rule.Enabled),
        ("author", List([rule.Author])), ("license", rule.License), ("severity", rule.Severity), ("risk_score", rule.RiskScore),
        ("tags", List(rule.Tags)), ("references", List(rule.References)), ("false_positives", List(rule.FalsePositives)), ("threat", ElasticThreats.Of(rule.Threats)),
        ("machine_learning_job_id", List(rule.JobIds)), ("anomaly_threshold", rule.Threshold), ("from", $"now-{Durations.Text(rule.From)}"), ("to", "now"),
        ("interval", Durations.Text(rule.Interval)), ("max_signals", rule.MaxAlerts), ("note", rule.Guide), ("setup", rule.Setup),
        ("severity_mapping", List(rule.SeverityMappings.Select(m => Of(("field", m.Field), ("operator", "equals"), ("value", m.Value), ("severity", m.Severity)))) ?? []),
        ("risk_score_mapping", List(rule.RiskScoreMappings.Select(m => Of(("field", m.Field), ("operator", "equals"), ("value", m.Value ?? ""), ("risk_score", m.RiskScore)))) ?? []),
        ("alert_suppression", Suppression(rule.Suppression)), ("meta", Meta(rule)),
        ("exceptions_list", new JsonArray()), ("actions", new JsonArray()), ("immutable", false));

    private static JsonObject? Suppression(AlertSuppression? suppression)
    {
        if (suppression is null) return null;
        var written = Of(("group_by", List(suppression.GroupBy)), ("missing_fields_strategy", suppression.SuppressMissing ? "suppress" : "doNotSuppress"));
        if (suppression.Duration is { } time)
        {
            var (value, unit) = time.Ticks % TimeSpan.TicksPerHour == 0 ? (time.TotalHours, "h") : time.Ticks % TimeSpan.TicksPerMinute == 0 ? (time.TotalMinutes, "m") : (time.TotalSeconds, "s");
            written["duration"] = Of(("value", (int)value), ("unit", unit));
        }

        return written;
    }

    /// <summary>What Elastic has no form for: exceptions whose conditions are filters. It keeps them and does not apply them.</summary>
    private static JsonObject? Meta(RuleDefinition rule) =>
        List(rule.Exceptions.Select(e => Of(("comment", e.Comment.Length > 0 ? e.Comment : null), ("when", e.When), ("until", e.UntilMicros == long.MaxValue ? null : Until(e.UntilMicros))))) is { } exceptions
            ? Of(("offtrail", Of(("exceptions", exceptions)))) : null;

    private static string Until(long micros) => DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
