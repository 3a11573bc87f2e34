using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Offtrail.Anomalies;

namespace Offtrail.Rules;

/// <summary>
/// An alert as an ECS document (docs/detection.md, "Alerts"). The bytes are a function of the alert: members in a fixed
/// order, numbers rounded to twelve significant digits, times in UTC with milliseconds.
/// </summary>
public static class AlertDocument
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document on one line.</summary>
    public static string Write(Alert alert, IReadOnlyList<string> influencers)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            json.WriteString("@timestamp", Time(alert.Record.Bucket));
            WriteEvent(json, alert);
            WriteRule(json, alert.Rule);
            WriteThreats(json, alert.Rule);
            WriteCommon(json, alert);
            json.WriteStartObject("offtrail");
            WriteAlert(json, alert);
            WriteAnomaly(json, alert, influencers);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>ISO 8601, UTC, milliseconds.</summary>
    public static string Time(long micros) =>
        DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void WriteEvent(Utf8JsonWriter json, Alert alert)
    {
        json.WriteStartObject("event");
        json.WriteString("kind", "signal");
        json.WriteNumber("severity", alert.Rule.Severity switch { "critical" => 99, "high" => 73, "medium" => 47, _ => 21 });
        json.WriteNumber("risk_score", alert.Rule.RiskScore);
        Common(json, alert, AlertFields.Provider, "provider");
        Common(json, alert, AlertFields.Action, "action");
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, RuleDefinition rule)
    {
        json.WriteStartObject("rule");
        json.WriteString("id", rule.Id);
        json.WriteString("name", rule.Name);
        json.WriteString("description", rule.Description);
        json.WriteString("version", rule.Version.ToString(CultureInfo.InvariantCulture));
        json.WriteString("author", rule.Author);
        json.WriteString("license", rule.License);
        json.WriteString("category", rule.Severity);
        json.WriteEndObject();
        WriteList(json, "tags", rule.Tags);
    }

    private static void WriteThreats(Utf8JsonWriter json, RuleDefinition rule)
    {
        if (rule.Threats.Count == 0) return;
        json.WriteStartObject("threat");
        json.WriteString("framework", "MITRE ATT&CK");
        json.WriteStartObject("tactic");
        WriteList(json, "id", rule.Threats.Select(t => t.TacticId).Distinct());
        WriteList(json, "name", rule.Threats.Select(t => t.TacticName).Distinct());
        json.WriteEndObject();
        json.WriteStartObject("technique");
        WriteList(json, "id", rule.Threats.Select(t => t.TechniqueId).OfType<string>());
        WriteList(json, "name", rule.Threats.Select(t => t.TechniqueName).OfType<string>());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The fields on which all events behind the alert agree, under their ECS names.</summary>
    private static void WriteCommon(Utf8JsonWriter json, Alert alert)
    {
        json.WriteStartObject("cloud");
        json.WriteString("provider", "aws");
        if (Account(alert) is { } account)
        {
            json.WriteStartObject("account");
            json.WriteString("id", account);
            json.WriteEndObject();
        }

        Common(json, alert, AlertFields.Region, "region");
        json.WriteEndObject();
        WriteObject(json, "user", alert, (AlertFields.UserName, "name"));
        WriteObject(json, "source", alert, (AlertFields.Address, "address"), (AlertFields.Ip, "ip"));
        WriteObject(json, "user_agent", alert, (AlertFields.UserAgent, "original"));
        json.WriteStartObject("aws");
        json.WriteStartObject("cloudtrail");
        if (alert.Record.ByField == AlertFields.ErrorCode) json.WriteString("error_code", alert.Record.ByValue);
        else Common(json, alert, AlertFields.ErrorCode, "error_code");
        Common(json, alert, AlertFields.ErrorMessage, "error_message");
        WriteObject(json, "user_identity", alert, (AlertFields.IdentityType, "type"), (AlertFields.IdentityArn, "arn"), (AlertFields.AccessKey, "access_key_id"));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The account that judged; of a job over all accounts the one that all events share.</summary>
    private static string? Account(Alert alert) => alert.Record.Scope == BucketValue.Everywhere ? alert.Evidence.Common(AlertFields.Account) : alert.Record.Scope;

    private static void WriteAlert(Utf8JsonWriter json, Alert alert)
    {
        json.WriteStartObject("alert");
        json.WriteString("id", alert.Id);
        json.WriteString("status", "open");
        json.WriteString("raised_at", Time(alert.RaisedAt));
        json.WriteBoolean("provisional", alert.Provisional);
        json.WriteString("reason", Explanation.Reason(alert.Record, alert.Evidence));
        WriteList(json, "event_ids", alert.Evidence.EventIds);
        json.WriteNumber("event_count", alert.Evidence.Events);
        json.WriteString("first_event_at", Time(alert.Record.FirstEvent));
        json.WriteString("last_event_at", Time(alert.Record.LastEvent));
        json.WriteStartObject("values");
        foreach (var field in AlertFields.All)
        {
            var values = alert.Evidence.Of(field);
            if (values.Top.Count == 0) continue;
            json.WriteStartArray(field);
            foreach (var (value, count) in values.Top)
            {
                json.WriteStartObject();
                json.WriteString("value", value);
                json.WriteNumber("count", count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteAnomaly(Utf8JsonWriter json, Alert alert, IReadOnlyList<string> influencers)
    {
        var record = alert.Record;
        json.WritePropertyName("anomaly");
        AnomalyDocument.Write(json, record, () => WriteInfluencers(json, alert, influencers));
    }

    /// <summary>
    /// A value's influence is the record's score times the share of the events that have it: with the value taken away
    /// from all events, so much of what was seen goes.
    /// </summary>
    private static void WriteInfluencers(Utf8JsonWriter json, Alert alert, IReadOnlyList<string> influencers)
    {
        json.WriteStartArray("influencers");
        foreach (var field in influencers)
        {
            foreach (var (value, count) in alert.Evidence.Of(field).Top)
            {
                json.WriteStartObject();
                json.WriteString("field", field);
                json.WriteString("value", value);
                json.WriteNumber("score", AnomalyDocument.Rounded(alert.Record.Score * count / Math.Max(1, alert.Evidence.Events)));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter json, string name, Alert alert, params ReadOnlySpan<(string Field, string Member)> members)
    {
        var any = false;
        foreach (var (field, member) in members)
        {
            if (alert.Evidence.Common(field) is not { } value) continue;
            if (!any) json.WriteStartObject(name);
            any = true;
            json.WriteString(member, value);
        }

        if (any) json.WriteEndObject();
    }

    private static void Common(Utf8JsonWriter json, Alert alert, string field, string member)
    {
        if (alert.Evidence.Common(field) is { } value) json.WriteString(member, value);
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
