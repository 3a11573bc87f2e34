namespace Offtrail.Sources.Demo;

/// <summary>How a call fails. <paramref name="Code"/> is null for a failed console login, which has a message alone.</summary>
internal sealed record Failure(string? Code, Template? Message)
{
    private static readonly Template s_ec2Message = new(
        "You are not authorized to perform this operation. User: <arn> is not authorized to perform: <action> because no identity-based policy"
        + " allows the <action> action");

    private static readonly Template s_message = new(
        "User: <arn> is not authorized to perform: <action> on resource: * because no identity-based policy allows the <action> action");

    private static readonly Template s_bareMessage = new("You do not have permission to perform this action.");

    /// <summary>No for want of a permission: whoever may do everything does not meet it.</summary>
    public bool IsRefusal { get; private init; }

    /// <summary>A wrong password at the console.</summary>
    public static Failure WrongPassword { get; } = new(null, new Template("Failed authentication"));

    /// <summary>How the call's service says no: all but a few say AccessDenied, EC2 has a word of its own.</summary>
    public static Failure Refusal(Call call) => call.Service switch
    {
        "ec2" => new("Client.UnauthorizedOperation", s_ec2Message) { IsRefusal = true },
        "resource-explorer-2" => new("UnauthorizedException", s_bareMessage) { IsRefusal = true },
        "eks" or "guardduty" => new("AccessDenied", null) { IsRefusal = true },
        _ => new("AccessDenied", s_message) { IsRefusal = true },
    };
}
