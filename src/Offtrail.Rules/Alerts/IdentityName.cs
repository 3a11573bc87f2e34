namespace Offtrail.Rules;

/// <summary>The short form of an identity: "role ci-deploy", "user ana", "root", "service ec2.amazonaws.com".</summary>
public static class IdentityName
{
    /// <summary>Shortens an ARN; other text stays as it is.</summary>
    public static string Of(string identity)
    {
        if (!identity.StartsWith("arn:", StringComparison.Ordinal)) return identity.EndsWith(".amazonaws.com", StringComparison.Ordinal) ? $"service {identity}" : identity;
        var resource = identity[(identity.LastIndexOf(':') + 1)..];
        if (resource == "root") return "root";
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return resource;
        var kind = resource[..slash];
        var name = resource[(resource.LastIndexOf('/') + 1)..];
        return kind switch
        {
            "role" or "user" or "federated-user" => $"{kind} {name}",
            "assumed-role" => $"role {resource.Split('/')[1]}",
            _ => resource,
        };
    }
}
