using Microsoft.Extensions.Logging;
using Offtrail.Anomalies;
using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>What the file <c>offtrail.yaml</c> of a data folder says (docs/service.md). Without it a service runs on the defaults.</summary>
public sealed record ServiceConfig
{
    /// <summary>The defaults.</summary>
    public static ServiceConfig Default { get; } = new();

    /// <summary>Addresses to listen on. Default http://127.0.0.1:8480: this machine alone.</summary>
    public IReadOnlyList<string> Listen { get; init; } = ["http://127.0.0.1:8480"];

    /// <summary>Certificate and key, for addresses that begin with https; null for none.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>Where objects come from.</summary>
    public SourceList Sources { get; init; } = SourceList.Empty;

    /// <summary>Whose addresses are read for triage; null for nobody's.</summary>
    public InventorySettings? Inventory { get; init; }

    /// <summary>At most so long from one detection to the next.</summary>
    public TimeSpan Interval { get; init; } = new LiveOptions().Interval;

    /// <summary>How often small segments are merged.</summary>
    public TimeSpan CompactEvery { get; init; } = new LiveOptions().CompactEvery;

    /// <summary>How long events are kept; null for ever.</summary>
    public TimeSpan? Keep { get; init; }

    /// <summary>Databases of places and networks.</summary>
    public IReadOnlyList<string> Geo { get; init; } = [];

    /// <summary>AWS's ip-ranges.json; null for none.</summary>
    public string? AwsRanges { get; init; }

    /// <summary>How long somebody stays signed in without doing anything. Default 12 h.</summary>
    public TimeSpan Session { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Another place where people sign in; null for passwords alone.</summary>
    public OidcConfig? Oidc { get; init; }

    /// <summary>Requests a second that one key, user or address may make; ten times as many in a burst. Default 100.</summary>
    public int RequestsASecond { get; init; } = 100;

    /// <summary>Whether anybody on this machine may read <c>/metrics</c> without a key.</summary>
    public bool MetricsAreOpen { get; init; }

    /// <summary>Where metrics and traces are sent by OTLP; null for nowhere.</summary>
    public TelemetryExport? Telemetry { get; init; }

    /// <summary>Whether the log is one JSON object a line.</summary>
    public bool LogAsJson { get; init; }

    /// <summary>From what level on is logged. Default information.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Reads the file of a data folder, or another; the defaults when the folder has none.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="file">Another file; null for the folder's own.</param>
    /// <exception cref="DefinitionException">A key is unknown, missing or wrong.</exception>
    public static ServiceConfig Of(string dataFolder, string? file = null)
    {
        file ??= Path.Combine(dataFolder, DataFolder.ServiceFile);
        return File.Exists(file) ? Parse(UserFile.Read(file), file) : Default;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">The file: its name is for messages, its folder is what paths in it are relative to.</param>
    /// <exception cref="DefinitionException">A key is unknown, missing or wrong.</exception>
    public static ServiceConfig Parse(string text, string file)
    {
        var yaml = YamlMapping.Parse(text, file);
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var listen = yaml.Texts("listen");
        foreach (var address in listen)
            if (!Uri.TryCreate(address.Replace("*", "any", StringComparison.Ordinal), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.PathAndQuery != "/")
                throw yaml.Wrong("listen", $"\"{address}\" is no address to listen on; right would be http://127.0.0.1:8480 or https://0.0.0.0:8443");
        var config = new ServiceConfig
        {
            Listen = listen.Count > 0 ? listen : Default.Listen,
            Tls = yaml.Mapping("tls") is { } tls ? TlsFiles.Parse(tls, folder) : null,
            Sources = SourceList.Parse(yaml.Mappings("sources"), folder),
            Inventory = yaml.Mapping("inventory") is { } inventory ? InventorySettings.Parse(inventory) : null,
            Interval = yaml.Duration("interval", Default.Interval, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)),
            CompactEvery = yaml.Duration("compact_every", Default.CompactEvery, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7)),
            Keep = yaml.TextOrNull("keep") is null ? null : yaml.Duration("keep", null, TimeSpan.FromDays(1), TimeSpan.FromDays(36_500)),
            Geo = [.. yaml.Texts("geo").Select(g => Path.GetFullPath(g, folder))],
            AwsRanges = yaml.TextOrNull("aws_ranges") is { } ranges ? Path.GetFullPath(ranges, folder) : null,
            Session = yaml.Duration("session", Default.Session, TimeSpan.FromMinutes(5), TimeSpan.FromDays(30)),
            Oidc = yaml.Mapping("oidc") is { } oidc ? OidcConfig.Parse(oidc, folder) : null,
            RequestsASecond = yaml.Number("requests_a_second", Default.RequestsASecond, 1, 100_000),
            MetricsAreOpen = yaml.OneOf("metrics", "key", "key", "open") == "open",
            Telemetry = yaml.Mapping("telemetry") is { } telemetry ? TelemetryExport.Parse(telemetry) : null,
            LogAsJson = yaml.OneOf("log", "text", "text", "json") == "json",
            LogLevel = Enum.Parse<LogLevel>(yaml.OneOf("log_level", "information", "debug", "information", "warning", "error"), ignoreCase: true),
        };
        if (config.LacksCertificate is { } lack) throw yaml.Wrong("listen", lack);
        yaml.Finish();
        return config;
    }

    /// <summary>Which address needs a certificate that is not named; null when none does.</summary>
    public string? LacksCertificate => Tls is null && Listen.FirstOrDefault(a => a.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) is { } secure
        ? $"{secure} needs a certificate; right would be tls: with certificate: and key: below it, each a PEM file"
        : null;
}
