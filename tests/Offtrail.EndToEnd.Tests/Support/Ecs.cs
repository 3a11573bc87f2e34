using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests;

/// <summary>A record as Elastic's integration for CloudTrail writes it when it does not keep the original.</summary>
internal static class Ecs
{
    private static readonly (string Field, string Path)[] s_fields =
    [
        ("@timestamp", "eventTime"), ("event.provider", "eventSource"), ("event.action", "eventName"), ("event.id", "eventID"),
        ("cloud.region", "awsRegion"), ("source.address", "sourceIPAddress"), ("source.ip", "sourceIPAddress"), ("user_agent.original", "userAgent"),
        ("aws.cloudtrail.event_version", "eventVersion"), ("aws.cloudtrail.error_code", "errorCode"), ("aws.cloudtrail.error_message", "errorMessage"),
        ("aws.cloudtrail.request_id", "requestID"), ("aws.cloudtrail.event_type", "eventType"), ("aws.cloudtrail.recipient_account_id", "recipientAccountId"),
        ("aws.cloudtrail.event_category", "eventCategory"), ("aws.cloudtrail.user_identity.type", "userIdentity.type"),
        ("aws.cloudtrail.user_identity.arn", "userIdentity.arn"), ("aws.cloudtrail.user_identity.access_key_id", "userIdentity.accessKeyId"),
        ("aws.cloudtrail.user_identity.invoked_by", "userIdentity.invokedBy"), ("cloud.account.id", "userIdentity.accountId"),
        ("user.id", "userIdentity.principalId"), ("user.name", "userIdentity.userName"),
        ("user.name", "userIdentity.sessionContext.sessionIssuer.userName"),
        ("aws.cloudtrail.user_identity.session_context.session_issuer.arn", "userIdentity.sessionContext.sessionIssuer.arn"),
        ("aws.cloudtrail.user_identity.session_context.session_issuer.type", "userIdentity.sessionContext.sessionIssuer.type"),
        ("aws.cloudtrail.user_identity.session_context.mfa_authenticated", "userIdentity.sessionContext.attributes.mfaAuthenticated"),
    ];

    /// <summary>The fields as objects within objects to so many levels; what is left of a name stays dotted.</summary>
    public static JsonObject Nested(JsonObject record, int levels)
    {
        var document = new JsonObject { ["ecs.version"] = "8.11.0" };
        foreach (var (field, path) in s_fields)
            if (Find(record, path) is { } value) Put(document, field, value.DeepClone(), levels);
        return document;
    }

    private static JsonNode? Find(JsonNode record, string path) =>
        path.Split('.').Aggregate((JsonNode?)record, (at, member) => (at as JsonObject)?[member]);

    private static void Put(JsonObject document, string field, JsonNode value, int levels)
    {
        var dot = levels == 0 ? -1 : field.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) document[field] = value;
        else Put((JsonObject)(document[field[..dot]] ??= new JsonObject()), field[(dot + 1)..], value, levels - 1);
    }
}
