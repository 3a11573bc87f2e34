using Microsoft.AspNetCore.Mvc;

namespace Offtrail.Server;

/// <summary>The page behind a one-time link: a form for the new password. No script. It leads on to the pages.</summary>
internal static class WelcomePage
{
    private const string Title = "Choose a password";

    public static void Map(WebApplication app)
    {
        app.MapGet("/welcome", (string? token) => Form(token ?? "", null)).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/welcome", PostAsync).AllowAnonymous().RequireRateLimiting(OfftrailServer.SignInLimit).ExcludeFromDescription().DisableAntiforgery(); // SameOrigin has looked
    }

    private static async Task<IResult> PostAsync([FromForm] string token, [FromForm] string password, Door door, HttpContext context)
    {
        try
        {
            return await door.UseLinkAsync(context, token, password).ConfigureAwait(false) is null
                ? DoorPage.Show("This link is not good any more", $"<p>{DoorPage.Text(Door.LinkRefusal)}</p><p><a href=\"/sign-in\">Sign in with your password</a></p>", StatusCodes.Status401Unauthorized)
                : TypedResults.Redirect("/");
        }
        catch (AccountException e)
        {
            return Form(token, e.Message);
        }
    }

    private static ContentHttpResult Form(string token, string? fault) => DoorPage.Show(
        Title,
        $"""
        <form method="post" action="/welcome"><input type="hidden" name="token" value="{DoorPage.Text(token)}">
        {DoorPage.Fault(fault)}
        <label for="password">Password, {Accounts.LeastPassword} characters or more</label><input id="password" name="password" type="password" autocomplete="new-password" minlength="{Accounts.LeastPassword}" required autofocus>
        <button>Set it and sign in</button></form>
        """, fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
}
