using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc;

namespace Offtrail.Server;

/// <summary>The page behind a one-time link: a form for the new password. No script.</summary>
internal static class WelcomePage
{
    private const string Style = "body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}label,input,button{display:block;font:inherit;margin:.5rem 0}input{width:100%;padding:.4rem;box-sizing:border-box}button{padding:.4rem 1rem}";

    public static void Map(WebApplication app)
    {
        app.MapGet("/welcome", (string? token) => Form(token ?? "", null)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/welcome.css", () => TypedResults.Text(Style, "text/css")).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/welcome", PostAsync).AllowAnonymous().RequireRateLimiting(OfftrailServer.SignInLimit).ExcludeFromDescription().DisableAntiforgery(); // SameOrigin has looked
    }

    private static async Task<ContentHttpResult> PostAsync([FromForm] string token, [FromForm] string password, StatePool pool, TimeProvider clock, AuditTrail audit, HttpContext context)
    {
        using var lease = pool.Rent();
        try
        {
            if (new Accounts(lease.State, clock).UseLink(token, password, u => audit.Note(lease.State, "user.password", u.Name, who: u.Name)) is not { } user) return Page("This link is not good any more: it works once, and for a day. \"offtrail users link NAME\" makes another.", 401);
            await SessionCookie.SignInAsync(context, user).ConfigureAwait(false);
            return Page($"The password of {user.Name} is set, and you are signed in. The API is described at /docs; the command line's way in is a key: offtrail keys create.", 200);
        }
        catch (AccountException e)
        {
            return Form(token, e.Message);
        }
    }

    private static ContentHttpResult Form(string token, string? fault) => Page(
        $"""
        <form method="post" action="/welcome"><input type="hidden" name="token" value="{Text(token)}">
        {(fault is null ? "" : $"<p role=\"alert\">{Text(fault)}</p>")}
        <label for="password">Choose a password, {Accounts.LeastPassword} characters or more</label><input id="password" name="password" type="password" autocomplete="new-password" minlength="{Accounts.LeastPassword}" required autofocus>
        <button>Set it and sign in</button></form>
        """, fault is null ? 200 : 400, isMarkup: true);

    private static ContentHttpResult Page(string body, int status, bool isMarkup = false) => TypedResults.Text(
        $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Offtrail</title><link rel=\"stylesheet\" href=\"/welcome.css\"><h1>Offtrail</h1>{(isMarkup ? body : $"<p>{Text(body)}</p>")}</html>",
        "text/html", statusCode: status);

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
