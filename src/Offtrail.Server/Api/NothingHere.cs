using Microsoft.AspNetCore.Diagnostics;

namespace Offtrail.Server;

/// <summary>What an address gets that nothing is at: a person a page, a program problem+json as all other faults.</summary>
internal static class NothingHere
{
    private static readonly StatusCodePagesOptions s_forPrograms = new();

    public static Task ShowAsync(StatusCodeContext context) =>
        context.HttpContext is { Response.StatusCode: StatusCodes.Status404NotFound } http && SignInPage.IsForPeople(http.Request)
            ? DoorPage.Show("There is no such page", "<p>The address may be old or mistyped.</p><p><a href=\"/\">Go to the overview</a></p>", StatusCodes.Status404NotFound).ExecuteAsync(http)
            : s_forPrograms.HandleAsync(context);
}
