using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Offtrail.Server;

/// <summary>Signing in and out for people: a form, and back to where they wanted to go. No script.</summary>
internal static class SignInPage
{
    /// <summary>Where the form is.</summary>
    public const string Address = "/sign-in";

    public static void Map(WebApplication app)
    {
        app.MapGet(Address, (string? to, ServiceConfig config) => Form(to, "", null, config.Oidc)).AllowAnonymous().ExcludeFromDescription();
        app.MapPost(Address, PostAsync).AllowAnonymous().RequireRateLimiting(OfftrailServer.SignInLimit).ExcludeFromDescription().DisableAntiforgery(); // SameOrigin has looked
        app.MapPost("/sign-out", SignOutAsync).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Whether a browser asks for a page, not a program for an answer.</summary>
    public static bool IsForPeople(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) && !request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    /// <summary>Leads somebody who is not signed in to the form.</summary>
    public static Task LeadAsync(HttpContext context)
    {
        context.Response.Redirect($"{Address}?to={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
        return Task.CompletedTask;
    }

    private static async Task<IResult> PostAsync([FromForm] string? name, [FromForm] string? password, [FromForm] string? to, Door door, ServiceConfig config, HttpContext context) =>
        await door.SignInAsync(context, name, password).ConfigureAwait(false) is null ? Form(to, name ?? "", Door.Refusal, config.Oidc) : TypedResults.Redirect(Own(to));

    private static async Task<IResult> SignOutAsync(HttpContext context, StatePool pool, ServiceConfig config)
    {
        var isExternal = config.Oidc is not null && context.User.Identity?.Name is { } name && IsExternal(pool, name);
        await context.SignOutAsync(SessionCookie.Scheme).ConfigureAwait(false);
        return isExternal
            ? DoorPage.Show("You are signed out", $"<p>You may still be signed in with {DoorPage.Text(config.Oidc!.Name)}.</p><p><a href=\"{ExternalSignIn.SignOutAddress}\">Sign out there too</a></p><p><a href=\"{Address}\">Sign in again</a></p>", StatusCodes.Status200OK)
            : TypedResults.Redirect(Address);
    }

    private static bool IsExternal(StatePool pool, string name)
    {
        using var lease = pool.Rent();
        return lease.State.Users.Find(name)?.External is not null;
    }

    /// <summary>An address of ours: nobody is led elsewhere by a link to this form.</summary>
    public static string Own(string? to) => to is ['/', ..] && to is not ['/', '/' or '\\', ..] && Uri.IsWellFormedUriString(to, UriKind.Relative) ? to : "/";

    private static ContentHttpResult Form(string? to, string name, string? fault, OidcConfig? other) => DoorPage.Show(
        "Sign in",
        $"""
        <form method="post" action="{Address}"><input type="hidden" name="to" value="{DoorPage.Text(Own(to))}">
        {DoorPage.Fault(fault)}
        <label for="name">Name</label><input id="name" name="name" value="{DoorPage.Text(name)}" autocomplete="username" required {(fault is null ? "autofocus" : "")}>
        <label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required {(fault is null ? "" : "autofocus")}>
        <button>Sign in</button></form>
        {(other is null ? "" : $"<p class=\"other\"><a href=\"{DoorPage.Text(ExternalSignIn.Address(Own(to)))}\">Sign in with {DoorPage.Text(other.Name)}</a></p>")}
        """, fault is null ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized);
}
