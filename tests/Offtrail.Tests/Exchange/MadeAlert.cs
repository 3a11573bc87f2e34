using System.Text.Json.Nodes;
using Offtrail.Anomalies;
using Offtrail.Rules;

namespace Offtrail.Tests.Exchange;

/// <summary>Documents of alerts as they are stored, with what people did.</summary>
internal static class MadeAlert
{
    public static RuleDefinition Rule { get; } = Made.Rule with
    {
        Threats =
        [
            new Threat("TA0007", "Discovery", "T1580", "Cloud Infrastructure Discovery"),
            new Threat("TA0001", "Initial Access", "T1078.004", "Valid Accounts: Cloud Accounts"),
            new Threat("TA0005", "Defense Evasion", null, null),
        ],
    };

    public static Evidence Evidence { get; } = Made.Behind(
        (AlertFields.Account, "111122223333"), (AlertFields.Provider, "ec2.amazonaws.com"), (AlertFields.Action, "RunInstances"), (AlertFields.Region, "eu-west-1"),
        (AlertFields.ErrorCode, "Client.Unusual"), (AlertFields.IdentityArn, "arn:aws:iam::111122223333:user/ana"), (AlertFields.AccessKey, "AKIAEXAMPLE"), (AlertFields.Identity, "arn:aws:iam::111122223333:user/ana"),
        (AlertFields.UserName, "ana"), (AlertFields.Address, "203.0.113.7"), (AlertFields.Ip, "203.0.113.7"), (AlertFields.UserAgent, "aws-cli/2.15 \"quoted\" ünï 😀"));

    public static string Document(Evidence? evidence = null, Action<JsonObject>? people = null, RuleDefinition? rule = null)
    {
        var document = JsonNode.Parse(AlertDocument.Write(new Alert(rule ?? Rule, Made.Record(), evidence ?? Evidence, Made.May + Made.Hour, false), ["source.ip"]))!;
        people?.Invoke(document["offtrail"]!["alert"]!.AsObject());
        return document.ToJsonString();
    }
}
