using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Offtrail.Sinks;

namespace Offtrail.Server;

/// <summary>
/// Signing in at another provider by OpenID Connect: the authorization code flow with PKCE. What comes back is one of our own sessions; nothing of the provider's is kept but who it is.
/// </summary>
internal static partial class ExternalSignIn
{
    private const string Scheme = "oidc";
    private const string Begin = "/sign-in/other";
    private const string End = "/sign-out/other";
    private const string Title = "You are not signed in";

    /// <summary>The address of the button.</summary>
    public static string Address(string to) => $"{Begin}?to={Uri.EscapeDataString(to)}";

    /// <summary>Adds the provider, if the configuration names one.</summary>
    public static void Add(AuthenticationBuilder authentication, OidcConfig? config)
    {
        if (config is not null) authentication.AddOpenIdConnect(Scheme, o => Configure(o, config));
    }

    public static void Map(WebApplication app, OidcConfig? config)
    {
        if (config is null) return;
        app.MapGet(Begin, (string? to, HttpContext context, ILogger<OidcConfig> log) => LeadAsync(() => context.ChallengeAsync(Scheme, new AuthenticationProperties { RedirectUri = SignInPage.Own(to) }), config, log)).AllowAnonymous().RequireRateLimiting(OfftrailServer.SignInLimit).ExcludeFromDescription();
        app.MapGet(End, (HttpContext context, ILogger<OidcConfig> log) => LeadAsync(() => context.SignOutAsync(Scheme, new AuthenticationProperties { RedirectUri = SignInPage.Address }), config, log)).AllowAnonymous().RequireRateLimiting(OfftrailServer.SignInLimit).ExcludeFromDescription();
    }

    /// <summary>The address to sign out at the provider as well.</summary>
    public static string SignOutAddress => End;

    private static void Configure(OpenIdConnectOptions options, OidcConfig config)
    {
        options.Authority = config.Authority.ToString();
        options.RequireHttpsMetadata = config.Authority.Scheme == Uri.UriSchemeHttps; // http is taken of this machine alone
        options.ClientId = config.ClientId;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query; // a form from another site would come without our cookies
        options.UsePkce = true;
        options.SignInScheme = SessionCookie.Scheme;
        options.CallbackPath = "/sign-in/callback";
        options.SignedOutCallbackPath = "/sign-out/callback";
        options.RemoteSignOutPath = default;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.Clear();
        options.ClaimActions.MapAll();
        options.Scope.Clear();
        foreach (var scope in config.Scopes) options.Scope.Add(scope);
        foreach (var cookie in (ReadOnlySpan<CookieBuilder>)[options.CorrelationCookie, options.NonceCookie])
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        options.Events.OnRedirectToIdentityProvider = c =>
        {
            if (config.Address is { } own) c.ProtocolMessage.RedirectUri = own.ToString().TrimEnd('/') + options.CallbackPath;
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToIdentityProviderForSignOut = c =>
        {
            c.ProtocolMessage.ClientId = config.ClientId;
            if (string.IsNullOrEmpty(c.ProtocolMessage.IssuerAddress)) // the provider has no such address
            {
                c.Response.Redirect(SignInPage.Address);
                c.HandleResponse();
            }

            if (config.Address is { } own) c.ProtocolMessage.PostLogoutRedirectUri = own.ToString().TrimEnd('/') + options.SignedOutCallbackPath;
            return Task.CompletedTask;
        };
        options.Events.OnAuthorizationCodeReceived = c =>
        {
            if (config.ClientSecret is { } secret) c.TokenEndpointRequest!.ClientSecret = secret.Read(); // when it is needed: a new one counts at once
            return Task.CompletedTask;
        };
        options.Events.OnTicketReceived = c => LetInAsync(c, config);
        options.Events.OnRemoteFailure = c => FailAsync(c, config);
    }

    /// <summary>Leads to the provider, of which a description is read first.</summary>
    private static async Task<IResult> LeadAsync(Func<Task> lead, OidcConfig config, ILogger log)
    {
        try
        {
            await lead().ConfigureAwait(false);
            return Results.Empty;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException)
        {
            Unreachable(log, config.Authority, e.GetBaseException().Message);
            return Page($"{config.Name} can't be reached now. Try again later, or sign in with a password. The service's log says why.", StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task LetInAsync(TicketReceivedContext context, OidcConfig config)
    {
        var services = context.HttpContext.RequestServices;
        var (user, refusal) = services.GetRequiredService<Door>().LetIn(config, context.Principal!);
        if (user is null)
        {
            Refused(Log(services), refusal!);
            context.HandleResponse();
            await Page(refusal!, StatusCodes.Status403Forbidden).ExecuteAsync(context.HttpContext).ConfigureAwait(false);
            return;
        }

        context.Principal = SessionCookie.PrincipalOf(user);
        context.Properties = new AuthenticationProperties();
        context.ReturnUri = SignInPage.Own(context.ReturnUri);
    }

    private static Task FailAsync(RemoteFailureContext context, OidcConfig config)
    {
        var why = context.Failure?.GetBaseException();
        Failed(Log(context.HttpContext.RequestServices), config.Authority, why?.Message ?? "no reason was given");
        context.HandleResponse();
        var text = why switch
        {
            SecretException => "The client's secret can't be read here. An administrator finds in the service's log which file or variable it is.",
            not null when why.Message.Contains("Correlation", StringComparison.Ordinal) => "It took too long, or it began in another browser. Begin again.",
            not null when why.Message.Contains("denied", StringComparison.OrdinalIgnoreCase) => $"{config.Name} did not let you in.",
            _ => $"Signing in with {config.Name} failed. Begin again; if that does not help, an administrator finds the reason in the service's log.",
        };
        return Page(text, StatusCodes.Status401Unauthorized).ExecuteAsync(context.HttpContext);
    }

    private static ContentHttpResult Page(string text, int status) =>
        DoorPage.Show(Title, $"{DoorPage.Fault(text)}<p><a href=\"{SignInPage.Address}\">Back to the sign-in page</a></p>", status);

    private static ILogger Log(IServiceProvider services) => services.GetRequiredService<ILogger<OidcConfig>>();

    [LoggerMessage(30, LogLevel.Warning, "{Authority} can't be reached for signing in: {Reason}")]
    private static partial void Unreachable(ILogger log, Uri authority, string reason);

    [LoggerMessage(31, LogLevel.Warning, "Signing in with {Authority} failed: {Reason}")]
    private static partial void Failed(ILogger log, Uri authority, string reason);

    [LoggerMessage(32, LogLevel.Warning, "Somebody was not let in: {Reason}")]
    private static partial void Refused(ILogger log, string reason);
}
