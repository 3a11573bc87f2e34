using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Offtrail.Events;

namespace Offtrail.Tests;

/// <summary>What an event's columns must be, read slowly from the record as a tree, after docs/fields.md.</summary>
internal static class PlainTwin
{
    public static SeenEvent Of(string record)
    {
        using var tree = JsonDocument.Parse(record, new JsonDocumentOptions { MaxDepth = 256 });
        var root = tree.RootElement;
        var cut = 0;
        var c = new Dictionary<EventColumn, string>();
        string? At(params string[] path) => Text(root, path, ref cut);
        void Put(EventColumn column, string? text)
        {
            if (text is not null) c[column] = text;
        }

        var (issuerArn, issuerName) = (At("userIdentity", "sessionContext", "sessionIssuer", "arn"), At("userIdentity", "sessionContext", "sessionIssuer", "userName"));
        var (type, invokedBy, recipient) = (At("userIdentity", "type"), At("userIdentity", "invokedBy"), At("recipientAccountId"));
        var (login, additionalName) = (At("responseElements", "ConsoleLogin"), At("additionalEventData", "UserName"));
        Put(EventColumn.EventId, At("eventID"));
        Put(EventColumn.Provider, At("eventSource"));
        Put(EventColumn.Action, At("eventName"));
        Put(EventColumn.Region, At("awsRegion"));
        Put(EventColumn.CloudAccount, At("userIdentity", "accountId"));
        var account = recipient ?? c.GetValueOrDefault(EventColumn.CloudAccount) ?? "unknown";
        c[EventColumn.Account] = account;
        Put(EventColumn.ErrorCode, At("errorCode"));
        Put(EventColumn.ErrorMessage, At("errorMessage"));
        Put(EventColumn.EventType, At("eventType"));
        Put(EventColumn.EventCategory, At("eventCategory"));
        Put(EventColumn.ReadOnly, At("readOnly"));
        Put(EventColumn.IdentityType, type);
        Put(EventColumn.IdentityArn, At("userIdentity", "arn"));
        Put(EventColumn.IssuerArn, issuerArn);
        Put(EventColumn.AccessKey, At("userIdentity", "accessKeyId"));
        Put(EventColumn.InvokedBy, invokedBy);
        Put(EventColumn.UserId, At("userIdentity", "principalId"));
        Put(EventColumn.UserName, At("userIdentity", "userName"));
        Put(EventColumn.SourceAddress, At("sourceIPAddress"));
        Put(EventColumn.UserAgent, At("userAgent"));
        Put(EventColumn.MfaAuthenticated, At("userIdentity", "sessionContext", "attributes", "mfaAuthenticated"));
        Put(EventColumn.VpcEndpoint, At("vpcEndpointId"));
        var onBehalfOf = At("userIdentity", "onBehalfOf", "userId");
        if (type == "IdentityCenterUser" && !c.ContainsKey(EventColumn.UserId)) Put(EventColumn.UserId, onBehalfOf);
        var arn = c.GetValueOrDefault(EventColumn.IdentityArn)?.Split(':', 6);
        var sts = arn is ["arn", _, "sts", _, _, _];
        if (arn is null && type is "AssumedRole" or "FederatedUser" or "IdentityCenterUser" && arn is null && c.GetValueOrDefault(EventColumn.UserId)?.Split(':', 2) is [_, var told])
        {
            Put(EventColumn.SessionName, told is "" or "-" or "none" ? null : told);
            if (System.Text.RegularExpressions.Regex.IsMatch(told, @"\Ai-([0-9a-f]{8}|[0-9a-f]{17})\z")) c[EventColumn.InstanceId] = told;
        }
        else if (sts && type is "AssumedRole" or "FederatedUser" or "IdentityCenterUser" && sts && arn![5].Contains('/', StringComparison.Ordinal))
        {
            var session = arn[5].Split('/')[^1];
            Put(EventColumn.SessionName, session is "" or "-" or "none" ? null : session);
            if (System.Text.RegularExpressions.Regex.IsMatch(session, @"\Ai-([0-9a-f]{8}|[0-9a-f]{17})\z")) c[EventColumn.InstanceId] = session;
        }

        var role = sts && arn![5].StartsWith("assumed-role/", StringComparison.Ordinal) ? $"arn:{arn[1]}:iam::{arn[4]}:role/{arn[5].Split('/')[1]}" : null;
        var principal = c.GetValueOrDefault(EventColumn.UserId);
        if (principal?.StartsWith("AROA", StringComparison.Ordinal) == true && issuerArn is null && !c.ContainsKey(EventColumn.IdentityArn) && invokedBy is null) principal = principal.Split(':')[0];
        if (type != "AWSService") Put(EventColumn.CalledVia, invokedBy ?? (c.GetValueOrDefault(EventColumn.SourceAddress) is { } from && ServicePrincipal.Is(Encoding.UTF8.GetBytes(from)) ? from : null));
        Put(EventColumn.Identity, issuerArn ?? role ?? c.GetValueOrDefault(EventColumn.IdentityArn) ?? invokedBy ?? principal
            ?? c.GetValueOrDefault(EventColumn.UserName) ?? c.GetValueOrDefault(EventColumn.CloudAccount));
        Put(EventColumn.CloudAccount, c.GetValueOrDefault(EventColumn.CloudAccount) ?? recipient);
        const string Linked = ":role/aws-service-role/";
        var service = type == "AWSService" ? (invokedBy ?? "")
            : type == "AssumedRole" && issuerArn?.Contains(Linked, StringComparison.Ordinal) == true
                ? invokedBy ?? issuerArn.Split(Linked)[1].Split('/')[0] : null;
        if (service is not null)
        {
            c.Remove(EventColumn.UserId);
            c.Remove(EventColumn.UserName);
            Put(EventColumn.ServiceName, service.Length > 0 ? service : null);
        }
        else if (type is "AssumedRole" or "FederatedUser" && issuerName is not null) c[EventColumn.UserName] = issuerName;
        else if (!c.ContainsKey(EventColumn.UserName) && c.GetValueOrDefault(EventColumn.Action) == "UserAuthentication") Put(EventColumn.UserName, additionalName);
        var failed = c.ContainsKey(EventColumn.ErrorCode) || c.ContainsKey(EventColumn.ErrorMessage);
        c[EventColumn.Outcome] = c.GetValueOrDefault(EventColumn.Action) == "ConsoleLogin" && login is not null ? login.ToLowerInvariant() : failed ? "failure" : "success";
        if (c.TryGetValue(EventColumn.SourceAddress, out var address) && IsAddress(address)) c[EventColumn.SourceIp] = address;
        var time = DateTimeOffset.Parse(At("eventTime")!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return new SeenEvent((time - DateTimeOffset.UnixEpoch).Ticks / 10, account, record, c, cut);
    }

    private static bool IsAddress(string text) =>
        IPAddress.TryParse(text, out _) && (text.Contains(':', StringComparison.Ordinal) || (text.Split('.').Length == 4 && !text.Split('.').Any(p => p.Length > 1 && p[0] == '0')));

    private static string? Text(JsonElement element, string[] path, ref int cut)
    {
        foreach (var name in path)
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        var text = element.ValueKind switch { JsonValueKind.Null => "", JsonValueKind.String => element.GetString()!, _ => element.GetRawText() };
        if (text is "" or "-" or "none") return null;
        if (Encoding.UTF8.GetByteCount(text) <= EventColumns.MaxBytes) return text;
        cut++;
        var kept = new StringBuilder();
        var bytes = 3;
        foreach (var rune in text.EnumerateRunes())
        {
            if ((bytes += rune.Utf8SequenceLength) > EventColumns.MaxBytes) break;
            kept.Append(rune.ToString());
        }

        return kept.Append('…').ToString();
    }
}
