using System.Text;

namespace Offtrail.Events;

/// <summary>Members that hold whatever a service puts there: as one text, and as an object of the type "flattened".</summary>
internal static class EcsObjects
{
    /// <summary>An index of Elasticsearch takes keywords of up to 32,766 bytes; whatever gives a longer text is not kept as an object.</summary>
    internal const int MostCharacters = 32_766;

    private static readonly (string Member, string Field)[] s_both =
    [
        ("requestParameters", "request_parameters"), ("responseElements", "response_elements"),
        ("additionalEventData", "additional_eventdata"), ("serviceEventDetails", "service_event_details"),
    ];

    public static void Put(EcsDraft draft)
    {
        if (draft.Text("eventName") == "ConsoleLogin") PutConsoleLogin(draft);
        foreach (var (member, field) in s_both) PutBoth(draft, member, field);
        PutResources(draft);
        if (draft.Record["insightDetails"] is ObjectNode insight) draft.Fields.Put(insight, "aws", "cloudtrail", "flattened", "insight_details");
        draft.Fields.Put(
            draft.Record.At("userIdentity", "sessionContext", "webIdFederationData", "attributes"),
            "aws", "cloudtrail", "user_identity", "session_context", "web_id_federation_data", "attributes");
    }

    private static void PutBoth(EcsDraft draft, string member, string field)
    {
        if (draft.Record[member] is not { } value || value is ObjectNode { Count: 0 }) return;
        var text = new StringBuilder(256);
        value.PrintTo(text);
        draft.Put(text.ToString(), "aws", "cloudtrail", field);
        if (value is ObjectNode && text.Length < MostCharacters) draft.Fields.Put(value, "aws", "cloudtrail", "flattened", field);
    }

    private static void PutConsoleLogin(EcsDraft draft)
    {
        PutFlag("MobileVersion", "mobile_version");
        PutFlag("MFAUsed", "mfa_used");
        draft.Put(draft.Text("additionalEventData", "LoginTo"), "aws", "cloudtrail", "console_login", "additional_eventdata", "login_to");

        void PutFlag(string member, string field)
        {
            if (draft.Text("additionalEventData", member) is { } value)
                draft.Fields.Put(new FlagNode(value != "No"), "aws", "cloudtrail", "console_login", "additional_eventdata", field);
        }
    }

    /// <summary>Each resource once: CloudTrail lists one again for each of its roles in the call. The last of equals stays, at the place of the first.</summary>
    private static void PutResources(EcsDraft draft)
    {
        var resources = draft.Record["resources"];
        if (resources is ListNode list)
        {
            var kept = new OrderedDictionary<object, Node>();
            foreach (var item in list.Items)
            {
                if (item is not ObjectNode resource) kept.Add(new object(), item);
                else
                {
                    var renamed = Renamed(resource);
                    kept[(renamed["arn"]?.Plain, renamed["account_id"]?.Plain, renamed["type"]?.Plain)] = renamed;
                }
            }

            resources = new ListNode([.. kept.Values]);
        }

        draft.Fields.Put(resources, "aws", "cloudtrail", "resources");
    }

    private static ObjectNode Renamed(ObjectNode resource)
    {
        var renamed = new ObjectNode();
        foreach (var (name, value) in resource.Members) renamed[name switch { "ARN" => "arn", "accountId" => "account_id", _ => name }] = value;
        return renamed;
    }
}
