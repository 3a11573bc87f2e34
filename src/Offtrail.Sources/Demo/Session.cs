using System.Text;
using System.Text.Json.Nodes;

namespace Offtrail.Sources.Demo;

/// <summary>Credentials in use. Many events share one, so its <c>userIdentity</c> is written once.</summary>
internal sealed class Session(JsonObject identity)
{
    /// <summary>The userIdentity as JSON in UTF-8.</summary>
    public byte[] IdentityJson { get; } = Encoding.UTF8.GetBytes(identity.ToJsonString());

    /// <summary>Empty for identities that have none.</summary>
    public string Arn { get; } = (string?)identity["arn"] ?? "";

    /// <summary>User name, or the name of a role's session.</summary>
    public required string Name { get; init; }

    /// <summary>The identity provider, for sessions that begin at one.</summary>
    public string Provider { get; } = (string?)identity["identityProvider"] ?? "";

    /// <summary>May do everything, so nothing is refused.</summary>
    public bool MayAll { get; init; }

    /// <summary>Signed in at the console, which each of its events then says.</summary>
    public bool FromConsole { get; init; }

    /// <summary>An AWS service calls: there is no TLS of the caller's to report.</summary>
    public bool ByAws { get; } = identity.ContainsKey("invokedBy");
}
