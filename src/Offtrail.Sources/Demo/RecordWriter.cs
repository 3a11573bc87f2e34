using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Offtrail.Sources.Demo;

/// <summary>
/// Writes an event as the record that CloudTrail would deliver, fields in CloudTrail's order. A record is a function of its
/// event, so a second delivery is byte for byte the first. Not safe for more than one thread: the buffer is kept.
/// </summary>
internal sealed class RecordWriter : IDisposable
{
    // As AWS writes them: apostrophes and quotes plain, which the default encoder would escape for HTML.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _json;

    public RecordWriter()
    {
        _json = new Utf8JsonWriter(_buffer, s_options);
    }

    /// <summary>The record; valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(PlannedEvent e)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("eventVersion", Version(e.Call));
        _json.WritePropertyName("userIdentity");
        _json.WriteRawValue(e.Session.IdentityJson, skipInputValidation: true);
        _json.WriteString("eventTime", e.Time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        _json.WriteString("eventSource", $"{e.Call.Service}.amazonaws.com");
        _json.WriteString("eventName", e.Call.Name);
        _json.WriteString("awsRegion", e.Region);
        _json.WriteString("sourceIPAddress", e.Origin.Address);
        _json.WriteString("userAgent", e.Origin.Agent);
        WriteOutcome(e);
        _json.WriteString("requestID", e.RequestId);
        _json.WriteString("eventID", e.Id);
        _json.WriteBoolean("readOnly", e.Call.ReadOnly);
        WriteResources(e);
        _json.WriteString("eventType", IsSignIn(e.Call) ? "AwsConsoleSignIn" : "AwsApiCall");
        _json.WriteBoolean("managementEvent", true);
        _json.WriteString("recipientAccountId", e.Account.Id);
        if (e.Origin.VpcEndpoint is not null)
            _json.WriteString("vpcEndpointId", e.Origin.VpcEndpoint);
        _json.WriteString("eventCategory", "Management");
        WriteTransport(e);
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenSpan;
    }

    public void Dispose() => _json.Dispose();

    private void WriteOutcome(PlannedEvent e)
    {
        if (e.Failure?.Code is not null)
            _json.WriteString("errorCode", e.Failure.Code);
        if (e.Failure?.Message is not null)
            _json.WriteString("errorMessage", e.Failure.Message.Fill(e));

        bool hidden = e.Failure is { IsRefusal: true } && !e.Call.ShowsRefusedRequest;
        WriteRaw("requestParameters", hidden ? null : e.Call.Request?.Fill(e));
        if (!IsSignIn(e.Call))
        {
            WriteRaw("responseElements", e.Failure is null ? e.Call.Response?.Fill(e) : null);
            return;
        }

        WriteRaw("responseElements", e.Failure is null ? e.Call.Response?.Fill(e) : """{"ConsoleLogin":"Failure"}""");
        WriteRaw(
            "additionalEventData",
            $$"""{"LoginTo":"https://console.aws.amazon.com/console/home","MobileVersion":"No","MFAUsed":"{{MfaUsed(e)}}"}""");
    }

    private void WriteResources(PlannedEvent e)
    {
        if (e.Call.ResourceArn is null)
            return;

        _json.WriteStartArray("resources");
        _json.WriteStartObject();
        _json.WriteString("accountId", e.Account.Id);
        _json.WriteString("type", e.Call.ResourceType);
        _json.WriteString("ARN", e.Call.ResourceArn.Fill(e));
        _json.WriteEndObject();
        _json.WriteEndArray();
    }

    private void WriteTransport(PlannedEvent e)
    {
        if (e.Session.ByAws)
            return;

        _json.WriteStartObject("tlsDetails");
        _json.WriteString("tlsVersion", "TLSv1.3");
        _json.WriteString("cipherSuite", "TLS_AES_128_GCM_SHA256");
        _json.WriteString("clientProvidedHostHeader", e.Call.IsGlobal
            ? $"{e.Call.Service}.amazonaws.com"
            : $"{e.Call.Service}.{e.Region}.amazonaws.com");
        _json.WriteEndObject();
        if (e.Session.FromConsole && !IsSignIn(e.Call))
            _json.WriteString("sessionCredentialFromConsole", "true");
    }

    private void WriteRaw(string name, string? json)
    {
        if (json is null)
        {
            _json.WriteNull(name);
            return;
        }

        _json.WritePropertyName(name);
        _json.WriteRawValue(json); // checked: the tables are written by hand
    }

    private static bool IsSignIn(Call call) => call.Service == "signin";

    private static string MfaUsed(PlannedEvent e) =>
        e.Session.Arn.Contains(":user/", StringComparison.Ordinal) && e.Failure is null ? "Yes" : "No";

    // services move to a new version of the record one by one
    private static string Version(Call call) => call.Service is "iam" or "ec2" or "kms" or "s3" or "cloudtrail" or "dynamodb" ? "1.10" : "1.09";
}
