using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>The service as one process: the loops, and the API in front of what they make.</summary>
public static class OfftrailServer
{
    /// <summary>Rate limits of requests that try to get in.</summary>
    internal const string SignInLimit = "sign-in";

    private const int SignInsAMinute = 10;
    private const long MostBody = 4 << 20;

    /// <summary>Makes it. To be run with <see cref="RunAsync"/>.</summary>
    /// <param name="folder">The data folder, opened for writing.</param>
    /// <param name="live">The loops.</param>
    /// <param name="config">What the user says.</param>
    /// <param name="abort">Is cancelled when the step in hand has to be broken off.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="parts">What is served besides the API.</param>
    public static WebApplication Build(DataFolder folder, Func<ILogger, LiveService> live, ServiceConfig config, CancellationTokenSource abort, TimeProvider clock, params IReadOnlyList<IServerPart> parts)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = folder.Root });
        builder.Configuration.Sources.Clear(); // one file of its own, and no other from wherever it is started
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.ClearProviders().SetMinimumLevel(config.LogLevel).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.Diagnostics", LogLevel.None).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        if (config.LogAsJson) builder.Logging.AddJsonConsole(o => (o.UseUtcTimestamp, o.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        else builder.Logging.AddSimpleConsole(o => (o.UseUtcTimestamp, o.TimestampFormat, o.SingleLine) = (true, "yyyy-MM-dd HH:mm:ss'Z' ", true));
        builder.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseUrls([.. config.Listen]).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBody;
            if (config.Tls is { } tls) kestrel.ConfigureHttpsDefaults(https => (https.ServerCertificate, https.ServerCertificateChain) = (tls.Load(), tls.Chain()));
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        var services = builder.Services;
        services.Configure<HostOptions>(o => o.ShutdownTimeout = LiveHost.MostShutdown);
        services.AddSingleton<IHostLifetime, NoLifetime>(); // the command line knows of signals
        services.AddSingleton(clock).AddSingleton(folder).AddSingleton(config);
        services.AddSingleton(s => live(s.GetRequiredService<ILoggerFactory>().CreateLogger("Offtrail")));
        services.AddHostedService(s => new LiveHost(s.GetRequiredService<LiveService>(), s.GetRequiredService<IHostApplicationLifetime>(), abort, clock));
        if (config.Inventory is { } inventory) services.AddSingleton(inventory).AddHostedService<InventoryHost>();
        services.AddSingleton<StatePool>().AddSingleton<CurrentPack>().AddSingleton<LakeAccess>().AddSingleton<TriageAnswers>().AddSingleton<OperationList>().AddSingleton<EventStream>();
        services.AddHttpContextAccessor().AddScoped<AuditTrail>().AddScoped<Door>();
        services.AddScoped<AlertWork>().AddScoped<ExceptionWork>().AddScoped<AccountWork>().AddScoped<SinkWork>().AddScoped<IncidentWork>().AddScoped<SavedFilters>().AddSingleton<EventWork>().AddSingleton<AnomalyExplorer>().AddScoped<RuleWork>().AddScoped<BacktestWork>().AddScoped<JobWork>();
        services.AddDataProtection().SetApplicationName("offtrail").PersistKeysToFileSystem(OwnFolder.CreatePrivate(Path.Combine(folder.Root, "keys")));
        services.AddProblemDetails();
        services.AddExceptionHandler<ApiFaults>();
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            o.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            o.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            o.SerializerOptions.AllowDuplicateProperties = false;
            o.SerializerOptions.MaxDepth = 64;
            o.SerializerOptions.RespectNullableAnnotations = true;
            o.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddOpenApi("v1", OpenApiDetails.Describe);
        AddAccess(services, config);
        ServiceTelemetry.Add(services, config);
        foreach (var part in parts) part.Add(services);
        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages(NothingHere.ShowAsync);
        app.UseRouting();
        app.Use(SecurityHeaders.AddAsync);
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.Use(SameOrigin.CheckAsync);
        ApiMap.Map(app);
        foreach (var part in parts) part.Map(app);
        ServiceTelemetry.Map(app, config);
        return app;
    }

    /// <summary>Runs until it is told to stop; then the step in hand is finished, within ten seconds.</summary>
    /// <param name="app">From <see cref="Build"/>.</param>
    /// <param name="onListening">Told of the addresses when it listens, and of the secret of a one-time link for the first administrator; null when there is one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="IOException">An address can't be listened on.</exception>
    public static async Task RunAsync(WebApplication app, Action<IReadOnlyCollection<string>, string?> onListening, CancellationToken cancellationToken)
    {
        await using var disposing = app.ConfigureAwait(false);
        var live = app.Services.GetServices<IHostedService>().OfType<LiveHost>().Single();
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
            using var lease = app.Services.GetRequiredService<StatePool>().Rent();
            onListening([.. addresses], new Accounts(lease.State, app.Services.GetRequiredService<TimeProvider>()).FirstAdministrator());
        }
        catch
        {
            await live.StopAsync(CancellationToken.None).ConfigureAwait(false);
            await live.Ended.ConfigureAwait(false); // if the loops ended first, that is why
            throw;
        }

        var systemd = new SystemdNotifier(); // does nothing where systemd did not start it
        systemd.Notify(ServiceState.Ready);
        using var stopping = cancellationToken.Register(app.Lifetime.StopApplication);
        using var told = app.Lifetime.ApplicationStopping.Register(() => systemd.Notify(ServiceState.Stopping));
        await app.WaitForShutdownAsync(CancellationToken.None).ConfigureAwait(false);
        await live.Ended.ConfigureAwait(false); // an error of the loops is the program's
    }

    private static void AddAccess(IServiceCollection services, ServiceConfig config)
    {
        var authentication = services.AddAuthentication(SessionCookie.AnyScheme)
            .AddPolicyScheme(SessionCookie.AnyScheme, null, o => o.ForwardDefaultSelector = c => KeyHandler.IsFor(c.Request) ? KeyHandler.Name : SessionCookie.Scheme)
            .AddScheme<AuthenticationSchemeOptions, KeyHandler>(KeyHandler.Name, null)
            .AddCookie(SessionCookie.Scheme, o => SessionCookie.Configure(o, config));
        ExternalSignIn.Add(authentication, config.Oidc);
        var authorization = services.AddAuthorizationBuilder();
        foreach (var permission in Enum.GetValues<Permission>())
            authorization.AddPolicy(Permissions.NameOf(permission), p => p.RequireAuthenticatedUser().RequireClaim(Permissions.Claim, Permissions.NameOf(permission)));
        authorization.SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()); // an endpoint that says nothing is shut
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "1";
                return ValueTask.CompletedTask;
            };
            o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(c => RateLimitPartition.GetTokenBucketLimiter(c.User.Identity?.Name ?? Address(c), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = config.RequestsASecond * 10,
                TokensPerPeriod = config.RequestsASecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            }));
            o.AddPolicy(SignInLimit, c => RateLimitPartition.GetFixedWindowLimiter(Address(c), _ => new FixedWindowRateLimiterOptions { PermitLimit = SignInsAMinute, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>Signals come through the command line.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
