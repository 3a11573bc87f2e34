using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Offtrail.Server;

namespace Offtrail.Pages;

/// <summary>Who looks at a page. Its connection may be open for hours: before something is changed it is asked again whether they still may.</summary>
public sealed class PageUser(AuthenticationStateProvider session, StatePool pool, AuditTrail audit)
{
    /// <summary>Whether a button for it is to be shown.</summary>
    public async Task<bool> MayAsync(Permission permission) => May((await session.GetAuthenticationStateAsync().ConfigureAwait(true)).User, permission);

    /// <summary>Makes sure that they may, and that what follows is written down under their name.</summary>
    /// <exception cref="ApiException">They may not, or not any more.</exception>
    public async Task MustAsync(Permission permission)
    {
        var user = (await session.GetAuthenticationStateAsync().ConfigureAwait(true)).User;
        using (var lease = pool.Rent())
            if (!SessionCookie.IsGood(lease.State, user)) throw new ApiException("session", "your session has ended; sign in again");
        if (!May(user, permission)) throw new ApiException("session", "your role may only look; an analyst may change this");
        audit.Who = user.Identity?.Name ?? "nobody";
    }

    private static bool May(ClaimsPrincipal user, Permission permission) => user.HasClaim(Permissions.Claim, Permissions.NameOf(permission));
}
