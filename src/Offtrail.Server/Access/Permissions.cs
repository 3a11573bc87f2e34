using System.Security.Claims;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Which role may what, and how a principal says so.</summary>
public static class Permissions
{
    /// <summary>The claim that names a permission.</summary>
    public const string Claim = "permission";

    /// <summary>What a role may.</summary>
    public static IEnumerable<Permission> Of(Role role) => role switch
    {
        Role.Admin => Enum.GetValues<Permission>(),
        Role.Analyst => [Permission.Read, Permission.Work, Permission.Define],
        _ => [Permission.Read],
    };

    /// <summary>Its name in the API.</summary>
    public static string NameOf(Permission permission) => permission.ToString().ToLowerInvariant();

    /// <summary>Somebody who may these things.</summary>
    public static ClaimsPrincipal Principal(string scheme, string who, Role role, IEnumerable<Permission> permissions, params ReadOnlySpan<Claim> more)
    {
        var identity = new ClaimsIdentity(scheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new Claim(ClaimTypes.Name, who));
        identity.AddClaim(new Claim(ClaimTypes.Role, role.ToString().ToLowerInvariant()));
        foreach (var permission in permissions) identity.AddClaim(new Claim(Claim, NameOf(permission)));
        foreach (var claim in more) identity.AddClaim(claim);
        return new ClaimsPrincipal(identity);
    }
}
