namespace Offtrail.Sinks;

/// <summary>Writes alerts to standard output.</summary>
internal sealed class StdoutSink(TextWriter output) : ISink
{
    public async Task<DeliveryAnswer> DeliverAsync(OutgoingAlert alert, CancellationToken cancellationToken)
    {
        await output.WriteAsync(AlertLine.Of(alert).AsMemory(), cancellationToken).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        return DeliveryAnswer.Delivered;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
