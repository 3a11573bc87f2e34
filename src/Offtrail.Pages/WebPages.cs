using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Offtrail.Server;

namespace Offtrail.Pages;

/// <summary>The web pages of the service: Blazor, drawn on the server, with scripts and styles from this assembly alone.</summary>
public sealed class WebPages : IServerPart
{
    /// <summary>
    /// What the pages may do. Scripts and style sheets are those of the service; nothing is loaded from elsewhere, framed or sent away. Style
    /// <em>attributes</em> are allowed, because Blazor sets those of components by attribute (MudBlazor's own, and the widths of bars); elements of style are not,
    /// which is why MudBlazor's theme is a file (<see cref="Theme"/>). Pictures may be data: the one of MudBlazor's style sheet is. The connection is a
    /// WebSocket to the same origin, which <c>'self'</c> covers. <c>base-uri</c> is for the element that Blazor finds its connection by.
    /// </summary>
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    private const int MostMessage = 128 << 10; // bytes of one message of a browser, such as a comment

    /// <inheritdoc/>
    public void Add(IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(o => o.MaximumReceiveMessageSize = MostMessage);
        services.AddMudServices();
        services.AddCascadingAuthenticationState();
        services.AddSingleton<PageAssets>().AddScoped<AuthenticationStateProvider, SessionWatch>().AddScoped<PageUser>().AddTransient<Doing>();
        services.AddScoped<IncidentLines>().AddScoped<IncidentFiles>().AddScoped<EventLines>().AddScoped<AlertColumns>();
        services.AddScoped<AlertLines>().AddScoped<AlertFiles>().AddScoped<AlertHistory>().AddScoped<OverviewFigures>().AddScoped<RecordEvents>();
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        app.UseAntiforgery();
        app.MapGet(PageAssets.Folder + "{name}", Asset).AllowAnonymous().ExcludeFromDescription();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null) // the policy has it
            .RequireAuthorization(Permissions.NameOf(Permission.Read)).WithMetadata(new ContentPolicy(Policy));
    }

    private static IResult Asset(string name, PageAssets assets, HttpContext context)
    {
        if (assets.Find(name) is not { } asset) return TypedResults.NotFound();
        context.Response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={(int)TimeSpan.FromDays(365).TotalSeconds}, immutable"); // its address has its hash
        if (!context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase)) return TypedResults.Bytes(asset.Content, asset.Type);
        context.Response.Headers.ContentEncoding = "gzip";
        return TypedResults.Bytes(asset.Compressed, asset.Type);
    }
}
