using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>The cookie of somebody who signed in. Each request looks whether they still may: a new password, another role or being disabled ends it at once.</summary>
public static class SessionCookie
{
    /// <summary>The scheme of the cookie.</summary>
    public const string Scheme = "session";

    /// <summary>The scheme that takes a key if there is one, else the cookie.</summary>
    public const string AnyScheme = "any";

    private const string Stamp = "stamp";

    internal static void Configure(CookieAuthenticationOptions options, ServiceConfig config)
    {
        options.Cookie.Name = "offtrail";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax; // a link in a mail leads to what it names; nothing changes by GET, and SameOrigin looks at the rest
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = config.Session;
        options.SlidingExpiration = true;
        options.Events.OnRedirectToLogin = c => SignInPage.IsForPeople(c.Request) ? SignInPage.LeadAsync(c.HttpContext) : ApiProblem.NotSignedIn("send a key as Authorization: Bearer ot_…, or sign in with POST /api/v1/session").ExecuteAsync(c.HttpContext);
        options.Events.OnRedirectToAccessDenied = c => ApiProblem.NotAllowed().ExecuteAsync(c.HttpContext);
        options.Events.OnValidatePrincipal = Validate;
    }

    /// <summary>Lets somebody in.</summary>
    internal static Task SignInAsync(HttpContext context, StoredUser user) => context.SignInAsync(Scheme, PrincipalOf(user));

    /// <summary>What the cookie says of somebody.</summary>
    internal static ClaimsPrincipal PrincipalOf(StoredUser user) => Permissions.Principal(Scheme, user.Name, user.Role, Permissions.Of(user.Role), new Claim(Stamp, StampOf(user)));

    private static Task Validate(CookieValidatePrincipalContext context)
    {
        using var lease = context.HttpContext.RequestServices.GetRequiredService<StatePool>().Rent();
        if (!IsGood(lease.State, context.Principal)) context.RejectPrincipal();
        return Task.CompletedTask;
    }

    /// <summary>Whether somebody who signed in still may do what they might then.</summary>
    /// <param name="state">The state.</param>
    /// <param name="principal">From the cookie.</param>
    public static bool IsGood(StateStore state, ClaimsPrincipal? principal) =>
        principal?.Identity?.Name is { } name && state.Users.Find(name) is { IsDisabled: false } user && principal.FindFirstValue(Stamp) == StampOf(user);

    private static string StampOf(StoredUser user) => user.Stamp.ToString(CultureInfo.InvariantCulture);
}
