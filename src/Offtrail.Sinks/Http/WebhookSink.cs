using System.Globalization;
using System.Text;

namespace Offtrail.Sinks;

/// <summary>Posts the alert's document as it is.</summary>
internal sealed class WebhookSink(WebhookSettings settings, TimeProvider clock) : ISink
{
    private readonly HttpPost _post = new(settings.Trust, clock);

    public Task<DeliveryAnswer> DeliverAsync(OutgoingAlert alert, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(alert.Document);
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        List<(string, string)> headers =
        [
            ("Idempotency-Key", alert.Key),
            (Signature.TimeHeader, now.ToString(CultureInfo.InvariantCulture)),
            .. settings.OwnHeaders(),
        ];
        if (settings.Key is { } key) headers.Add((Signature.Header, Signature.Of(key.Read(), now, body)));
        return _post.SendAsync(settings.Address.Uri(), body, headers, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _post.Dispose();
        return ValueTask.CompletedTask;
    }
}
