using Offtrail.Anomalies;

namespace Offtrail.Sinks;

/// <summary>A webhook that takes the alert's ECS document.</summary>
/// <param name="Address">Where to.</param>
/// <param name="Key">Signs each request; null for no signature.</param>
/// <param name="Headers">Headers of the user's own.</param>
/// <param name="Trust">Whose certificates are taken.</param>
internal sealed record WebhookSettings(WebAddress Address, Secret? Key, IReadOnlyList<(string Name, Secret Value)> Headers, CertificateTrust Trust) : SinkSettings
{
    /// <summary>Headers that say something else than the user could: the connection's, and our own.</summary>
    private static readonly string[] s_taken = ["host", "connection", "transfer-encoding", "expect", "upgrade", "te", "trailer", "user-agent", "idempotency-key"];

    public override string Target => Address.Shown;

    public override IReadOnlyList<Secret> Secrets => [Address.Url, .. Key is null ? [] : new[] { Key }, .. Headers.Select(h => h.Value)];

    public override ISink Open(SinkTools tools) => new WebhookSink(this, tools.Clock);

    public static WebhookSettings Of(YamlMapping yaml, string folder) =>
        new(WebAddress.Parse(yaml, folder), Secret.Parse(yaml, "hmac_key", folder), OwnHeaders(yaml, folder), CertificateTrust.Parse(yaml, folder));

    /// <summary>The headers of a request that can be sent: what is read from elsewhere could break a line.</summary>
    /// <exception cref="SecretException">A value can't be read, or can't be a header.</exception>
    public IEnumerable<(string Name, string Value)> OwnHeaders() =>
        Headers.Select(h => h.Value.Read() is var value && IsValue(value) ? (h.Name, value) : throw new SecretException($"the value of the header {h.Name} has characters that a header can't have"));

    private static List<(string, Secret)> OwnHeaders(YamlMapping yaml, string folder)
    {
        if (yaml.Mapping("headers") is not { } headers) return [];
        var all = new List<(string, Secret)>();
        foreach (var name in headers.Keys)
        {
            if (name.Length == 0 || !name.All(IsToken)) throw headers.Wrong(name, $"\"{name}\" is no name of a header; right would be letters, digits and \"-\", such as X-Team");
            if (s_taken.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("content-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("x-offtrail-", StringComparison.OrdinalIgnoreCase))
                throw headers.Wrong(name, $"the header {name} is set by Offtrail; right would be another");
            var value = Secret.Needed(headers, name, folder);
            if (value.IsWritten && !IsValue(value.Read())) throw headers.Wrong(name, $"the value of {name} has characters that a header can't have; right would be printable ASCII");
            all.Add((name, value));
        }

        return all;
    }

    private static bool IsToken(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal);

    private static bool IsValue(string value) => value.All(c => c is >= ' ' and <= '~');
}
