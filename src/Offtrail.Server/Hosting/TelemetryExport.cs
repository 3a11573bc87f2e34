using Offtrail.Anomalies;

namespace Offtrail.Server;

/// <summary>Where a service sends metrics and traces, by OTLP over HTTP.</summary>
/// <param name="Otlp">The collector's address, such as http://127.0.0.1:4318; <c>/v1/metrics</c> and <c>/v1/traces</c> are put behind it.</param>
/// <param name="Interval">How often metrics are sent. Default 1 min, from 1 s to 1 h.</param>
public sealed record TelemetryExport(Uri Otlp, TimeSpan Interval)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="DefinitionException">A key is unknown, missing or wrong.</exception>
    internal static TelemetryExport Parse(YamlMapping yaml)
    {
        if (!Uri.TryCreate(yaml.Text("otlp"), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Query.Length > 0)
            throw yaml.Wrong("otlp", $"\"{yaml.Text("otlp")}\" is no address of a collector; right would be http://127.0.0.1:4318");
        var export = new TelemetryExport(address, yaml.Duration("interval", TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)));
        yaml.Finish();
        return export;
    }

    /// <summary>The address for one of the signals, metrics or traces.</summary>
    internal Uri For(string signal) => new($"{Otlp.AbsoluteUri.TrimEnd('/')}/v1/{signal}");
}
