using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Offtrail.Server;

/// <summary>Signing in and out, and who one is.</summary>
internal static class SessionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("session");
        session.MapPost("", SignInAsync).Says("SignIn", "Sign in with name and password; the answer sets a cookie.").Produces<SessionView>().AllowAnonymous().RequireRateLimiting(OfftrailServer.SignInLimit).ProducesProblem(401);
        session.MapPost("/link", UseLinkAsync).Says("UseLink", "Set a password by a one-time link's token, and sign in.").Produces<SessionView>().AllowAnonymous().RequireRateLimiting(OfftrailServer.SignInLimit).ProducesProblem(401);
        session.MapDelete("", (Delegate)SignOutAsync).Says("SignOut", "Sign out.").Needs(Permission.Read);
        session.MapGet("", (ClaimsPrincipal user) => Of(user)).Says("GetSession", "Who one is, and what one may.").Needs(Permission.Read);
    }

    private static async Task<IResult> SignInAsync(SignInRequest request, StatePool pool, TimeProvider clock, AuditTrail audit, HttpContext context)
    {
        using var lease = pool.Rent();
        if (new Accounts(lease.State, clock).SignIn(request.Name ?? "", request.Password ?? "") is not { } user)
        {
            audit.Note("session.refuse", Known(lease.State, request.Name), who: "nobody");
            return TypedResults.Problem(title: "Not signed in.", detail: "Name or password is wrong, or there were too many wrong ones; then wait 15 minutes.", statusCode: StatusCodes.Status401Unauthorized);
        }

        await SessionCookie.SignInAsync(context, user).ConfigureAwait(false);
        audit.Note("session.begin", user.Name, who: user.Name);
        return TypedResults.Ok(new SessionView(user.Name, Query.NameOf(user.Role), [.. Permissions.Of(user.Role).Select(Permissions.NameOf)]));
    }

    private static async Task<IResult> UseLinkAsync(LinkRequest request, StatePool pool, TimeProvider clock, AuditTrail audit, HttpContext context)
    {
        using var lease = pool.Rent();
        if (new Accounts(lease.State, clock).UseLink(request.Token ?? "", request.Password ?? "", u => audit.Note(lease.State, "user.password", u.Name, who: u.Name)) is not { } user)
            return TypedResults.Problem(title: "The link is not good any more.", detail: "A link works once, and for a day; an administrator makes another: offtrail users link NAME.", statusCode: StatusCodes.Status401Unauthorized);
        await SessionCookie.SignInAsync(context, user).ConfigureAwait(false);
        return TypedResults.Ok(new SessionView(user.Name, Query.NameOf(user.Role), [.. Permissions.Of(user.Role).Select(Permissions.NameOf)]));
    }

    private static async Task<NoContent> SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(SessionCookie.Scheme).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static SessionView Of(ClaimsPrincipal user) => new(user.Identity?.Name ?? "", user.FindFirstValue(ClaimTypes.Role) ?? "", [.. user.FindAll(Permissions.Claim).Select(c => c.Value)]);

    /// <summary>A name that is none may be a password typed into the wrong field: it is not written down.</summary>
    private static string Known(State.StateStore state, string? name) => state.Users.Find(name ?? "")?.Name ?? "unknown";
}
