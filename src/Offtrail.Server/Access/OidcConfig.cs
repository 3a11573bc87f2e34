using System.Net;
using System.Security.Claims;
using Offtrail.Anomalies;
using Offtrail.Sinks;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Another place where people sign in, by OpenID Connect: <c>oidc</c> of <c>offtrail.yaml</c> (docs/service.md).</summary>
/// <param name="Authority">The provider's address, below which its <c>.well-known/openid-configuration</c> is.</param>
/// <param name="ClientId">What the provider calls this service.</param>
/// <param name="ClientSecret">The secret that it gave out; null for a client without one.</param>
public sealed record OidcConfig(Uri Authority, string ClientId, Secret? ClientSecret)
{
    /// <summary>A value of <see cref="Roles"/> that everybody has.</summary>
    public const string Everybody = "*";

    /// <summary>What people call the provider; stands on the button. Default: the host of the authority.</summary>
    public required string Name { get; init; }

    /// <summary>What is asked for. Default: openid and profile.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["openid", "profile"];

    /// <summary>The claim with the user's name. Default preferred_username.</summary>
    public string NameClaim { get; init; } = "preferred_username";

    /// <summary>The claim whose values say the role. Default groups.</summary>
    public string RoleClaim { get; init; } = "groups";

    /// <summary>Values of the role's claim by role; <see cref="Everybody"/> for whomever the provider lets in.</summary>
    public required IReadOnlyDictionary<Role, IReadOnlyList<string>> Roles { get; init; }

    /// <summary>Values of the role's claim with which nobody is let in, whatever else they have.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>The address under which people reach this service, for the way back; null for that of the request, which is wrong behind a proxy that ends TLS.</summary>
    public Uri? Address { get; init; }

    /// <summary>The highest role that the values give; null when they give none, or one of them is refused.</summary>
    /// <param name="values">Of the role's claim.</param>
    public Role? RoleOf(IReadOnlyCollection<string> values)
    {
        if (values.Any(Refused.Contains)) return null;
        foreach (var role in (ReadOnlySpan<Role>)[Role.Admin, Role.Analyst, Role.Viewer])
            if (Roles.TryGetValue(role, out var giving) && giving.Any(v => v == Everybody || values.Contains(v))) return role;
        return null;
    }

    /// <summary>Values of a claim.</summary>
    internal static string[] Values(ClaimsPrincipal principal, string claim) => [.. principal.FindAll(claim).Select(c => c.Value).Distinct(StringComparer.Ordinal)];

    /// <summary>Reads it.</summary>
    /// <param name="yaml">What stands below <c>oidc</c>.</param>
    /// <param name="folder">What the paths of files are relative to.</param>
    /// <exception cref="DefinitionException">A key is unknown, missing or wrong.</exception>
    internal static OidcConfig Parse(YamlMapping yaml, string folder)
    {
        var authority = AddressOf(yaml, "authority", "https://login.example.com/realms/main") ?? new Uri(yaml.Text("authority")); // which says that it is missing
        var roles = yaml.Mapping("roles") ?? throw yaml.Wrong("roles", "the key \"roles\" is missing; right would be, below it, admin:, analyst: or viewer: with values of the role's claim, or \"*\" for everybody");
        var scopes = yaml.Texts("scopes");
        if (scopes.Count > 0 && !scopes.Contains("openid")) throw yaml.Wrong("scopes", "scopes lacks \"openid\", without which there is no OpenID Connect; right would be [openid, profile]");
        var config = new OidcConfig(authority, yaml.Text("client_id"), Secret.Parse(yaml, "client_secret", folder))
        {
            Name = yaml.TextOrNull("name") is { Length: > 0 } name ? name : authority.Host,
            NameClaim = yaml.TextOrNull("name_claim") is { Length: > 0 } nameClaim ? nameClaim : "preferred_username",
            RoleClaim = yaml.TextOrNull("role_claim") is { Length: > 0 } roleClaim ? roleClaim : "groups",
            Roles = Enum.GetValues<Role>().ToDictionary(r => r, r => roles.Texts(Query.NameOf(r))),
            Refused = yaml.Texts("refused"),
            Address = AddressOf(yaml, "address", "https://offtrail.example.com"),
        };
        roles.Finish();
        if (config.Roles.Values.All(v => v.Count == 0)) throw yaml.Wrong("roles", "roles lets nobody in; right would be admin:, analyst: or viewer: with values of the role's claim, or \"*\" for everybody");
        yaml.Finish();
        return scopes.Count > 0 ? config with { Scopes = scopes } : config;
    }

    /// <summary>Codes and secrets go there, so the network must not be able to read along; on this machine there is none.</summary>
    private static Uri? AddressOf(YamlMapping yaml, string key, string example)
    {
        if (yaml.TextOrNull(key) is not { } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && address.Query.Length == 0 && (address.Scheme == "https" || (address.Scheme == "http" && IsLocal(address)))
            ? address
            : throw yaml.Wrong(key, $"\"{text}\" is no address with https; right would be {example}");
    }

    private static bool IsLocal(Uri address) => address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
