using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Offtrail.State;

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

    private static async Task<IResult> SignInAsync(SignInRequest request, Door door, HttpContext context) =>
        Answer(await door.SignInAsync(context, request.Name, request.Password).ConfigureAwait(false), "Not signed in.", Door.Refusal);

    private static async Task<IResult> UseLinkAsync(LinkRequest request, Door door, HttpContext context) =>
        Answer(await door.UseLinkAsync(context, request.Token, request.Password).ConfigureAwait(false), "The link is not good any more.", Door.LinkRefusal);

    private static IResult Answer(StoredUser? user, string title, string refusal) => user is null
        ? TypedResults.Problem(title: title, detail: refusal, statusCode: StatusCodes.Status401Unauthorized)
        : TypedResults.Ok(new SessionView(user.Name, Query.NameOf(user.Role), [.. Permissions.Of(user.Role).Select(Permissions.NameOf)]));

    private static async Task<NoContent> SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(SessionCookie.Scheme).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static SessionView Of(ClaimsPrincipal user) => new(user.Identity?.Name ?? "", user.FindFirstValue(ClaimTypes.Role) ?? "", [.. user.FindAll(Permissions.Claim).Select(c => c.Value)]);
}
