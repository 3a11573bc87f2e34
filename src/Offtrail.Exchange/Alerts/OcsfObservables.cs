using System.Text.Json.Nodes;
using Offtrail.Rules;
using static Offtrail.Exchange.ForeignDocument;

namespace Offtrail.Exchange;

/// <summary>The values by which an alert may be found: addresses, users, keys, clients, under OCSF's numbers of their kinds.</summary>
internal static class OcsfObservables
{
    private static readonly (string Field, string Name, int TypeId, string Type)[] s_kinds =
    [
        (AlertFields.Ip, "evidences.src_endpoint.ip", 2, "IP Address"),
        (AlertFields.UserName, "evidences.actor.user.name", 4, "User Name"),
        (AlertFields.IdentityArn, "evidences.actor.user.uid", 10, "Resource UID"),
        (AlertFields.UserAgent, "evidences.http_request.user_agent", 16, "HTTP User-Agent"),
        (AlertFields.AccessKey, "evidences.actor.user.programmatic_credentials.uid", 19, "User Credential ID"),
    ];

    public static JsonArray? Of(AlertReading alert) =>
        List(s_kinds.SelectMany(kind => alert.Values(kind.Field).Select(value =>
            ForeignDocument.Of(("name", kind.Name), ("type_id", kind.TypeId), ("type", kind.Type), ("value", value)))));
}
