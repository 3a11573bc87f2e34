using System.Net;
using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>The configuration, the definitions, and what they name.</summary>
internal static class ConfigCheck
{
    private const string Area = "configuration";

    private static readonly TimeSpan s_soon = TimeSpan.FromDays(14);

    public static IEnumerable<Finding> Of(Definitions definitions) =>
        [Finding.Ok(Area, $"all definitions are right: {definitions.Rules.Count} rules run, {definitions.Sinks.All.Count} sinks")];

    public static IEnumerable<Finding> Of(ServiceConfig config, TimeProvider clock)
    {
        yield return Finding.Ok(Area, $"the configuration is right: {config.Sources.All.Count} sources, {string.Join(", ", config.Listen)}");
        foreach (var address in config.Listen.Where(a => a.StartsWith("http:", StringComparison.OrdinalIgnoreCase) && !IsLocal(a)))
            yield return Finding.Warning(Area, $"{address} is reached from other machines without TLS: passwords and keys go over the network as they are", "name a certificate with tls:, or listen on 127.0.0.1 behind a proxy that has one");
        foreach (var file in config.Geo.Append(config.AwsRanges).Where(f => f is not null && !File.Exists(f)))
            yield return Finding.Problem(Area, $"there is no file {file}", "bring it there, or take it out of geo: or aws_ranges:");
        if (config.Oidc?.ClientSecret?.Trouble() is { } trouble)
            yield return Finding.Warning(Area, $"client_secret of oidc: {trouble}", "nobody can sign in there without it; a service that gets it from an environment of its own has no use for this warning");
        if (config.Tls is { } tls) yield return Certificate(tls, clock.GetUtcNow());
    }

    /// <summary>That it can be read and has its key was looked at when the configuration was read.</summary>
    private static Finding Certificate(TlsFiles tls, DateTimeOffset now)
    {
        using var certificate = tls.Load();
        var ends = certificate.NotAfter.ToUniversalTime();
        var text = $"{tls.Certificate} and its key belong together; it is good until {ends:yyyy-MM-dd}";
        return ends - now.UtcDateTime is var left && left < TimeSpan.Zero ? Finding.Problem(Area, text, "renew it, and start the service anew")
            : left < s_soon ? Finding.Warning(Area, text, "renew it, and start the service anew")
            : Finding.Ok(Area, text);
    }

    private static bool IsLocal(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
