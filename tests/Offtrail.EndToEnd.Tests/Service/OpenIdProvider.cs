using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>A real provider of OpenID Connect (OpenIddict) on a free port of the loopback. Whoever comes is <see cref="Person"/>; it asks for PKCE and for the client's secret.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "offtrail";
    public const string Secret = "the secret of the client";

    private readonly WebApplication _app;

    private OpenIdProvider(WebApplication app) => _app = app;

    /// <summary>Who is signed in at the provider: subject, name, groups. Null for somebody who says no.</summary>
    public (string Subject, string? Name, string[] Groups)? Person { get; set; }

    /// <summary>How often somebody signed out here.</summary>
    public int SignOuts { get; private set; }

    /// <summary>Requests for tokens that had the verifier of PKCE.</summary>
    public int Verified { get; private set; }

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<OpenIdProvider> StartAsync()
    {
        OpenIdProvider? provider = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddOpenIddict().AddServer(o => Configure(o, () => provider!));
        var app = builder.Build();
        app.UseAuthentication();
        provider = new OpenIdProvider(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    private static void Configure(OpenIddictServerBuilder options, Func<OpenIdProvider> provider)
    {
        options.EnableDegradedMode() // no database: what it would look up is said below
            .SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token").SetUserInfoEndpointUris("connect/userinfo").SetEndSessionEndpointUris("connect/end")
            .AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange()
            .RegisterScopes(OpenIddictConstants.Scopes.Profile)
            .AddEphemeralEncryptionKey().AddEphemeralSigningKey();
        options.UseAspNetCore().DisableTransportSecurityRequirement();
        options.AddEventHandler<ValidateAuthorizationRequestContext>(b => b.UseInlineHandler(c =>
        {
            if (c.ClientId != ClientId) c.Reject(OpenIddictConstants.Errors.InvalidClient, "this client is not known");
            return default;
        }));
        options.AddEventHandler<ValidateTokenRequestContext>(b => b.UseInlineHandler(c =>
        {
            if (c.ClientId != ClientId || c.ClientSecret != Secret) c.Reject(OpenIddictConstants.Errors.InvalidClient, "the secret is wrong");
            else if (c.Request.CodeVerifier is not null) provider().Verified++;
            return default;
        }));
        options.AddEventHandler<ValidateEndSessionRequestContext>(b => b.UseInlineHandler(_ => default));
        options.AddEventHandler<HandleAuthorizationRequestContext>(b => b.UseInlineHandler(c =>
        {
            if (provider().Person is { } person) c.SignIn(Principal(person));
            else c.Reject(OpenIddictConstants.Errors.AccessDenied, "they said no");
            return default;
        }));
        options.AddEventHandler<HandleEndSessionRequestContext>(b => b.UseInlineHandler(c =>
        {
            provider().SignOuts++;
            c.SignOut();
            return default;
        }));
    }

    private static ClaimsPrincipal Principal((string Subject, string? Name, string[] Groups) person)
    {
        var identity = new ClaimsIdentity("provider");
        identity.SetClaim(OpenIddictConstants.Claims.Subject, person.Subject);
        if (person.Name is not null) identity.SetClaim(OpenIddictConstants.Claims.PreferredUsername, person.Name);
        foreach (var group in person.Groups) identity.AddClaim(new Claim("groups", group));
        identity.SetScopes(OpenIddictConstants.Scopes.OpenId, OpenIddictConstants.Scopes.Profile);
        identity.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken, OpenIddictConstants.Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
