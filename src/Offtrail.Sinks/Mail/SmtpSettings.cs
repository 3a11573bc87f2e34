using System.Globalization;
using MailKit.Security;
using MimeKit;
using Offtrail.Anomalies;

namespace Offtrail.Sinks;

/// <summary>A mail server and who is written to.</summary>
/// <param name="Host">The server.</param>
/// <param name="Port">Its port. Default by <paramref name="Security"/>: starttls 587, tls 465, none 25.</param>
/// <param name="Security">How the connection is protected. Default starttls.</param>
/// <param name="User">Who signs in; null for nobody.</param>
/// <param name="Password">The user's.</param>
/// <param name="From">Who writes.</param>
/// <param name="To">Who is written to.</param>
/// <param name="Trust">Whose certificates are taken.</param>
internal sealed record SmtpSettings(string Host, int Port, SecureSocketOptions Security, string? User, Secret? Password, MailboxAddress From, IReadOnlyList<MailboxAddress> To, CertificateTrust Trust) : SinkSettings
{
    public override string Target => string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", To.Select(t => t.Address))} by {Host}:{Port}");

    public override IReadOnlyList<Secret> Secrets => Password is null ? [] : [Password];

    public override ISink Open(SinkTools tools) => new SmtpSink(this, tools.Clock);

    public static SmtpSettings Of(YamlMapping yaml, string folder)
    {
        var (security, port) = yaml.OneOf("security", "starttls", "starttls", "tls", "none") switch
        {
            "tls" => (SecureSocketOptions.SslOnConnect, 465),
            "none" => (SecureSocketOptions.None, 25),
            _ => (SecureSocketOptions.StartTls, 587),
        };
        var to = yaml.IsList("to") ? yaml.Texts("to") : [yaml.Text("to")];
        if (to.Count == 0) throw yaml.Wrong("to", "to is empty; right would be an address, or a list of addresses");
        var settings = new SmtpSettings(yaml.Text("host"), yaml.Number("port", port, 1, 65535), security, yaml.TextOrNull("user"), Secret.Parse(yaml, "password", folder),
            Address(yaml, "from", yaml.Text("from")), [.. to.Select(t => Address(yaml, "to", t))], CertificateTrust.Parse(yaml, folder))
        {
            Digest = yaml.Duration("digest", TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)),
        };
        if (settings.Host.Length == 0) throw yaml.Wrong("host", "host is empty; right would be a name or an address");
        if (settings.User is null != settings.Password is null) throw yaml.Wrong(settings.User is null ? "password" : "user", "user and password go together; right would be both, or neither");
        if (settings.User is not null && security == SecureSocketOptions.None) throw yaml.Wrong("security", "without TLS anybody could read the password; right would be security: starttls or tls");
        return settings;
    }

    private static MailboxAddress Address(YamlMapping yaml, string key, string text) =>
        text.Contains('@', StringComparison.Ordinal) && !text.Any(char.IsControl) && MailboxAddress.TryParse(text, out var address)
            ? address
            : throw yaml.Wrong(key, $"\"{text}\" is no mail address; right would be soc@example.com, or Security <soc@example.com>");
}
