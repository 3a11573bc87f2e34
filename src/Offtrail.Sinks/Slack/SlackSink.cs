namespace Offtrail.Sinks;

/// <summary>Posts a message of an alert.</summary>
internal sealed class SlackSink(SlackSettings settings, TimeProvider clock) : ISink
{
    private readonly HttpPost _post = new(settings.Trust, clock);

    public Task<DeliveryAnswer> DeliverAsync(OutgoingAlert alert, CancellationToken cancellationToken) =>
        _post.SendAsync(settings.Address.Uri(), SlackMessage.Write(alert), [("Idempotency-Key", alert.Key)], cancellationToken);

    public ValueTask DisposeAsync()
    {
        _post.Dispose();
        return ValueTask.CompletedTask;
    }
}
