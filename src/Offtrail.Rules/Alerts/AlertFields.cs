namespace Offtrail.Rules;

/// <summary>ECS names of the event fields that an alert is made from.</summary>
public static class AlertFields
{
    public const string Action = "event.action";
    public const string Provider = "event.provider";
    public const string Region = "cloud.region";
    public const string Account = "offtrail.account";
    public const string ErrorCode = "aws.cloudtrail.error_code";
    public const string ErrorMessage = "aws.cloudtrail.error_message";
    public const string IdentityType = "aws.cloudtrail.user_identity.type";
    public const string IdentityArn = "aws.cloudtrail.user_identity.arn";
    public const string AccessKey = "aws.cloudtrail.user_identity.access_key_id";
    public const string Identity = "offtrail.identity";
    public const string UserName = "user.name";
    public const string Address = "source.address";
    public const string Ip = "source.ip";
    public const string UserAgent = "user_agent.original";

    /// <summary>All of them, in the order in which an alert shows them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Account, Provider, Action, Region, ErrorCode, ErrorMessage, IdentityType, IdentityArn, AccessKey, Identity, UserName, Address, Ip, UserAgent];
}
