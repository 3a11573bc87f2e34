using System.Buffers;
using System.Text.Json;

namespace Offtrail.Events;

/// <summary>
/// An event as Filebeat or Elastic Agent wrote it, turned back into a record as far as its fields go. Used when the
/// original text was not kept. Names may be nested ("aws": {"cloudtrail": …}), dotted ("aws.cloudtrail.error_code") or mixed.
/// </summary>
internal static class EcsDocument
{
    private static readonly (string Field, string Member)[] s_record =
    [
        ("aws.cloudtrail.event_version", "eventVersion"), ("@timestamp", "eventTime"), ("event.provider", "eventSource"), ("event.action", "eventName"),
        ("cloud.region", "awsRegion"), ("source.address", "sourceIPAddress"), ("user_agent.original", "userAgent"),
        ("aws.cloudtrail.error_code", "errorCode"), ("aws.cloudtrail.error_message", "errorMessage"), ("aws.cloudtrail.request_id", "requestID"),
        ("event.id", "eventID"), ("aws.cloudtrail.event_type", "eventType"), ("aws.cloudtrail.api_version", "apiVersion"),
        ("aws.cloudtrail.management_event", "managementEvent"), ("aws.cloudtrail.read_only", "readOnly"),
        ("aws.cloudtrail.recipient_account_id", "recipientAccountId"), ("aws.cloudtrail.event_category", "eventCategory"),
        ("aws.cloudtrail.shared_event_id", "sharedEventID"), ("aws.cloudtrail.vpc_endpoint_id", "vpcEndpointId"), ("aws.cloudtrail.resources", "resources"),
    ];

    private static readonly (string Field, string Member)[] s_identity =
    [
        ("aws.cloudtrail.user_identity.type", "type"), ("user.id", "principalId"), ("aws.cloudtrail.user_identity.arn", "arn"),
        ("cloud.account.id", "accountId"), ("aws.cloudtrail.user_identity.access_key_id", "accessKeyId"),
        ("aws.cloudtrail.user_identity.invoked_by", "invokedBy"),
    ];

    private static readonly (string Field, string Member)[] s_issuer =
    [
        ("aws.cloudtrail.user_identity.session_context.session_issuer.type", "type"),
        ("aws.cloudtrail.user_identity.session_context.session_issuer.principal_id", "principalId"),
        ("aws.cloudtrail.user_identity.session_context.session_issuer.arn", "arn"),
        ("aws.cloudtrail.user_identity.session_context.session_issuer.account_id", "accountId"),
    ];

    private static readonly (string Field, string Member)[] s_attributes =
    [
        ("aws.cloudtrail.user_identity.session_context.creation_date", "creationDate"),
        ("aws.cloudtrail.user_identity.session_context.mfa_authenticated", "mfaAuthenticated"),
    ];

    private static readonly (string Field, string Flattened, string Member)[] s_objects =
    [
        ("aws.cloudtrail.request_parameters", "aws.cloudtrail.flattened.request_parameters", "requestParameters"),
        ("aws.cloudtrail.response_elements", "aws.cloudtrail.flattened.response_elements", "responseElements"),
        ("aws.cloudtrail.additional_eventdata", "aws.cloudtrail.flattened.additional_eventdata", "additionalEventData"),
    ];

    /// <summary>Whether the document has fields of CloudTrail in ECS form.</summary>
    public static bool IsCloudTrail(JsonElement document)
    {
        if (Find(document, "aws.cloudtrail") is { ValueKind: JsonValueKind.Object }) return true;
        return HasMember(document, "aws.cloudtrail.") || (document.TryGetProperty("aws", out var aws) && HasMember(aws, "cloudtrail."));
    }

    private static bool HasMember(JsonElement element, string prefix) =>
        element.ValueKind == JsonValueKind.Object && element.EnumerateObject().Any(m => m.Name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Finds a field by its dotted name, however the document splits the name into objects. Lists of one value count as the value.</summary>
    public static JsonElement? Find(JsonElement element, string field)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        if (element.TryGetProperty(field, out var whole)) return whole.ValueKind == JsonValueKind.Array && whole.GetArrayLength() == 1 ? whole[0] : whole;
        for (var dot = field.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = field.IndexOf('.', dot + 1))
            if (element.TryGetProperty(field[..dot], out var part) && Find(part, field[(dot + 1)..]) is { } found) return found;
        return null;
    }

    /// <summary>The record that the document was made from, without the members that ECS has no field for.</summary>
    public static byte[] ToRecord(JsonElement document)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        Write(writer, document, s_record);
        writer.WriteStartObject("userIdentity");
        Write(writer, document, s_identity);
        WriteSession(writer, document);
        writer.WriteEndObject();
        foreach (var (text, flattened, member) in s_objects) Write(writer, member, Find(document, flattened) ?? Find(document, text));
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>ECS has one user.name: for a session it is the issuer's name, otherwise the identity's own.</summary>
    private static void WriteSession(Utf8JsonWriter writer, JsonElement document)
    {
        var name = Find(document, "user.name");
        if (Find(document, "aws.cloudtrail.user_identity.session_context") is null && s_issuer.All(f => Find(document, f.Field) is null))
        {
            Write(writer, "userName", name);
            return;
        }

        var hasIssuer = Find(document, s_issuer[2].Field) is not null;
        if (!hasIssuer) Write(writer, "userName", name);
        writer.WriteStartObject("sessionContext");
        writer.WriteStartObject("sessionIssuer");
        Write(writer, document, s_issuer);
        if (hasIssuer) Write(writer, "userName", name);
        writer.WriteEndObject();
        writer.WriteStartObject("attributes");
        Write(writer, document, s_attributes);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement document, (string Field, string Member)[] fields)
    {
        foreach (var (field, member) in fields) Write(writer, member, Find(document, field));
    }

    private static void Write(Utf8JsonWriter writer, string member, JsonElement? value)
    {
        if (value is not { } found || found.ValueKind == JsonValueKind.Null) return;
        writer.WritePropertyName(member);
        found.WriteTo(writer);
    }
}
