using Microsoft.Extensions.DependencyInjection;
using Scalar.AspNetCore;

namespace Offtrail.Server;

/// <summary>All addresses of the service.</summary>
internal static class ApiMap
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("live\n")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", StatusEndpoints.Ready).AllowAnonymous().ExcludeFromDescription();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapScalarApiReference("/docs", o =>
        {
            // Nothing that would lead elsewhere: no fonts, no counting, no assistants, no tools of its maker.
            o.DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideDeveloperTools().WithTitle("Offtrail API");
        }).AllowAnonymous();
        DoorPage.Map(app);
        WelcomePage.Map(app);
        SignInPage.Map(app);
        ExternalSignIn.Map(app, app.Services.GetRequiredService<ServiceConfig>().Oidc);
        var api = app.MapGroup("/api/v1");
        StatusEndpoints.Map(api);
        AlertEndpoints.Map(api);
        IncidentEndpoints.Map(api);
        EventEndpoints.Map(api);
        AnomalyEndpoints.Map(api);
        JobEndpoints.Map(api);
        RuleEndpoints.Map(api);
        ExceptionEndpoints.Map(api);
        SinkEndpoints.Map(api);
        QuarantineEndpoints.Map(api);
        OperationEndpoints.Map(api);
        SessionEndpoints.Map(api);
        UserEndpoints.Map(api);
        KeyEndpoints.Map(api);
    }
}
