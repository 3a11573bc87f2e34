using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Offtrail.Pipeline;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Offtrail.Server;

/// <summary>Shows what the service measures: a page for Prometheus, and OTLP to a collector if the configuration names one.</summary>
internal static class ServiceTelemetry
{
    private const string Page = "/metrics";

    /// <summary>How long a collector may take to answer: an end must not wait for it.</summary>
    private const int ExportMilliseconds = 2000;

    public static void Add(IServiceCollection services, ServiceConfig config)
    {
        var telemetry = services.AddOpenTelemetry().ConfigureResource(r => r.AddService("offtrail", serviceVersion: typeof(ServiceTelemetry).Assembly.GetName().Version?.ToString(3)));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(Telemetry.Name).AddMeter("System.Runtime").AddMeter("Microsoft.AspNetCore.Hosting").AddPrometheusExporter();
            if (config.Telemetry is { } export)
            {
                metrics.AddOtlpExporter((otlp, reader) =>
                {
                    To(otlp, export.For("metrics"));
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)export.Interval.TotalMilliseconds;
                });
            }
        });
        if (config.Telemetry is { } collector)
        {
            telemetry.WithTracing(traces => traces.AddSource(Telemetry.Name)
                .AddAspNetCoreInstrumentation(o => o.Filter = c => !c.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) && c.Request.Path != Page)
                .AddOtlpExporter(otlp => To(otlp, collector.For("traces"))));
        }
    }

    /// <summary>The page is for those who may read; the configuration may open it to everybody on this machine.</summary>
    public static void Map(WebApplication app, ServiceConfig config) => app.MapPrometheusScrapingEndpoint(Page).RequireAuthorization(p => p.RequireAssertion(c =>
        c.User.HasClaim(Permissions.Claim, Permissions.NameOf(Permission.Read))
        || (config.MetricsAreOpen && c.Resource is HttpContext { Connection.RemoteIpAddress: { } from, Request: { } request } && IPAddress.IsLoopback(from) && !IsPassedOn(request))));

    /// <summary>Whether it comes through a proxy on this machine, from who knows where.</summary>
    private static bool IsPassedOn(HttpRequest request) => request.Headers.Keys.Any(h => h.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || h.Equals("Forwarded", StringComparison.OrdinalIgnoreCase) || h.Equals("Via", StringComparison.OrdinalIgnoreCase));

    private static void To(OtlpExporterOptions options, Uri address) =>
        (options.Protocol, options.Endpoint, options.TimeoutMilliseconds) = (OtlpExportProtocol.HttpProtobuf, address, ExportMilliseconds);
}
