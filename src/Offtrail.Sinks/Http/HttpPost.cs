using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Reflection;
using System.Text;

namespace Offtrail.Sinks;

/// <summary>
/// Posts to an address and tells what the answer means. TLS is verified, redirects are not followed (an alert and its signature go to the
/// address that was named and to no other), cookies are not kept.
/// </summary>
internal sealed class HttpPost(CertificateTrust trust, TimeProvider clock) : IDisposable
{
    private const int MostShown = 200;
    private const int MostRead = 4096;

    private static readonly string s_version = typeof(HttpPost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private HttpClient? _client;

    /// <summary>Posts.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="body">JSON.</param>
    /// <param name="headers">Headers besides those of every request.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<DeliveryAnswer> SendAsync(Uri url, byte[] body, IEnumerable<(string Name, string Value)> headers, CancellationToken cancellationToken)
    {
        _client ??= Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        request.Headers.TryAddWithoutValidation("User-Agent", $"offtrail/{s_version}");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode) return DeliveryAnswer.Delivered;
        if (status is >= 300 and < 400) return DeliveryAnswer.Refused(string.Create(CultureInfo.InvariantCulture, $"the answer was {status}, a redirect, which is not followed; name the new address in sinks.yaml"));
        var words = await WordsAsync(response, status, cancellationToken).ConfigureAwait(false);
        return response.StatusCode is HttpStatusCode.RequestTimeout or (HttpStatusCode)425 or HttpStatusCode.TooManyRequests || status >= 500
            ? DeliveryAnswer.TryAgain(words, After(response))
            : DeliveryAnswer.Refused(words);
    }

    private HttpClient Client()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        if (trust.Policy() is { } policy) handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }; // the attempt has its time, counted by the clock
    }

    /// <summary>"the answer was 400 Bad Request: no such channel".</summary>
    private static async Task<string> WordsAsync(HttpResponseMessage response, int status, CancellationToken cancellationToken)
    {
        var said = "";
        try
        {
            var buffer = new byte[MostRead];
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            said = CleanText.Of(Encoding.UTF8.GetString(buffer, 0, read), MostShown);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            // the status says enough
        }

        return string.Create(CultureInfo.InvariantCulture, $"the answer was {status}{(response.ReasonPhrase is { Length: > 0 } phrase ? " " + CleanText.Of(phrase, 40) : "")}{(said.Length > 0 ? ": " + said : "")}");
    }

    private TimeSpan? After(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } time } => time,
        { Date: { } date } when date - clock.GetUtcNow() is var time && time > TimeSpan.Zero => time,
        _ => null,
    };

    public void Dispose() => _client?.Dispose();
}
