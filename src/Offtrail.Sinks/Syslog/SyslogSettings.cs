using System.Globalization;
using Offtrail.Anomalies;

namespace Offtrail.Sinks;

/// <summary>A receiver of syslog, RFC 5424.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">Its port. Default 514, over TLS 6514.</param>
/// <param name="Protocol">How the messages travel. Default udp.</param>
/// <param name="Facility">0 to 23. Default local0, 16.</param>
/// <param name="WithDocument">Whether the message is the ECS document, else the sentence. Default: the sentence.</param>
/// <param name="Enterprise">The number behind the "@" of the structured data's name. Default 32473, which RFC 5612 sets aside for examples: Offtrail has none of its own.</param>
/// <param name="Trust">Whose certificates are taken.</param>
internal sealed record SyslogSettings(string Host, int Port, SyslogProtocol Protocol, int Facility, bool WithDocument, int Enterprise, CertificateTrust Trust) : SinkSettings
{
    /// <summary>The names of the facilities by number (RFC 5424, table 1); those that a program may use.</summary>
    private static readonly string[] s_facilities = ["kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp", "ntp", "audit", "alert", "clock", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7"];

    public override string Target => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port} ({Protocol.ToString().ToLowerInvariant()})");

    public override bool IsUnacknowledged => Protocol == SyslogProtocol.Udp;

    public override ISink Open(SinkTools tools) => new SyslogSink(this, tools.Clock);

    public static SyslogSettings Of(YamlMapping yaml, string folder)
    {
        var protocol = Enum.Parse<SyslogProtocol>(yaml.OneOf("protocol", "udp", "udp", "tcp", "tls"), ignoreCase: true);
        var settings = new SyslogSettings(yaml.Text("host"), yaml.Number("port", protocol == SyslogProtocol.Tls ? 6514 : 514, 1, 65535), protocol,
            Array.IndexOf(s_facilities, yaml.OneOf("facility", "local0", s_facilities)), yaml.OneOf("content", "sentence", "sentence", "document") == "document",
            yaml.Number("enterprise", 32473, 1, int.MaxValue), CertificateTrust.Parse(yaml, folder));
        if (settings.Host.Length == 0) throw yaml.Wrong("host", "host is empty; right would be a name or an address");
        if (settings.WithDocument && protocol == SyslogProtocol.Udp) throw yaml.Wrong("content", "a document is too long for udp; right would be protocol: tcp or tls");
        if (settings.Trust.File is not null && protocol != SyslogProtocol.Tls) throw yaml.Wrong("ca", "there are no certificates without TLS; right would be protocol: tls");
        return settings;
    }
}
