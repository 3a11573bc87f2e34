namespace Offtrail.Events;

/// <summary>
/// Who acted: user.* or, for a service, service.name. The rules are those of <see cref="DerivedColumns"/>, which works on
/// slices without a copy and therefore can't share code with this one; a test holds the two together.
/// </summary>
internal static class EcsIdentity
{
    private const string ServiceRole = ":role/aws-service-role/";

    public static void Put(EcsDraft draft)
    {
        var type = draft.Text("userIdentity", "type");
        draft.SessionName = SessionName(type, draft.Text("userIdentity", "arn"));
        if (type == "AWSService") draft.Put(draft.Text("userIdentity", "invokedBy"), "service", "name");
        else if (type == "AssumedRole" && ServiceOf(draft.Text("userIdentity", "sessionContext", "sessionIssuer", "arn")) is { Length: > 0 } service)
            draft.Put(draft.Text("userIdentity", "invokedBy") ?? service, "service", "name");
        else PutUser(draft, type);
    }

    private static void PutUser(EcsDraft draft, string? type)
    {
        draft.Put(draft.Text("userIdentity", "principalId") ?? (type == "IdentityCenterUser" ? draft.Text("userIdentity", "onBehalfOf", "userId") : null), "user", "id");
        var issuer = type is "AssumedRole" or "FederatedUser" ? draft.Text("userIdentity", "sessionContext", "sessionIssuer", "userName") : null;
        var name = issuer ?? draft.Text("userIdentity", "userName") ?? TakeSignInName(draft);
        draft.Put(name, "user", "name");
        if (draft.SessionName?.Contains('@', StringComparison.Ordinal) == true) draft.Put(draft.SessionName, "user", "email");
        else if (name?.IndexOf('@', StringComparison.Ordinal) > 0) draft.Put(name, "user", "email");
    }

    /// <summary>A sign-in to the Identity Center tells the name only beside the identity. It is moved, not copied.</summary>
    private static string? TakeSignInName(EcsDraft draft)
    {
        if (draft.Text("eventName") != "UserAuthentication" || draft.Text("additionalEventData", "UserName") is not { } name) return null;
        ((ObjectNode)draft.Record["additionalEventData"]!)["UserName"] = null;
        return name;
    }

    private static string? SessionName(string? type, string? arn)
    {
        if (arn is null || type is not ("AssumedRole" or "FederatedUser" or "IdentityCenterUser")) return null;
        return arn.Split(':', 4) is ["arn", _, "sts", _] && arn.LastIndexOf('/') is >= 0 and var slash ? arn[(slash + 1)..] : null;
    }

    /// <summary>The path segment after "role/aws-service-role/", which names the service that a service-linked role belongs to.</summary>
    private static string? ServiceOf(string? issuerArn) =>
        issuerArn?.IndexOf(ServiceRole, StringComparison.Ordinal) is >= 0 and var at ? issuerArn[(at + ServiceRole.Length)..].Split('/', 2)[0] : null;
}
