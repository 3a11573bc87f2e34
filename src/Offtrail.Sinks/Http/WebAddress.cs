using Offtrail.Anomalies;

namespace Offtrail.Sinks;

/// <summary>The address of a webhook. Its path and query may be a secret in themselves, so only scheme and host are ever shown.</summary>
internal sealed record WebAddress(Secret Url)
{
    private const string Right = "right would be https://host/path without a user name in it (http is for trials: it protects nothing)";

    /// <summary>Reads the key <c>url</c>.</summary>
    public static WebAddress Parse(YamlMapping yaml, string folder)
    {
        var url = Secret.Needed(yaml, "url", folder);
        return !url.IsWritten || Read(url.Read()) is not null ? new WebAddress(url) : throw yaml.Wrong("url", $"url is no address; {Right}");
    }

    /// <summary>The address.</summary>
    /// <exception cref="SecretException">It can't be read, or what is read is none.</exception>
    public Uri Uri() => Read(Url.Read()) ?? throw new SecretException($"what the url is read from holds no address; {Right}");

    /// <summary>For people: "https://hooks.example.com/…".</summary>
    public string Shown => Url.Trouble() is null && Read(Url.Read()) is { } uri ? $"{uri.GetLeftPart(UriPartial.Authority)}/{(uri.PathAndQuery.Length > 1 ? "…" : "")}" : "an address that is not known yet";

    /// <inheritdoc/>
    public override string ToString() => Shown;

    private static Uri? Read(string text) =>
        System.Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Host.Length > 0 && uri.UserInfo.Length == 0 ? uri : null;
}
