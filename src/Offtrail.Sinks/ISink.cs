namespace Offtrail.Sinks;

/// <summary>
/// Somewhere alerts go. One alert at a time, or one digest; an object is not used by two threads at once. Whatever breaks may be thrown:
/// <see cref="Attempt"/> turns it into an answer.
/// </summary>
public interface ISink : IAsyncDisposable
{
    /// <summary>Delivers an alert; has an answer only when the other side has it, or said that it does not want it.</summary>
    Task<DeliveryAnswer> DeliverAsync(OutgoingAlert alert, CancellationToken cancellationToken);

    /// <summary>Delivers several as one: the other side has all of them or none. For sinks that gather (<see cref="SinkSettings.Digest"/>); others get one.</summary>
    Task<DeliveryAnswer> DeliverAllAsync(IReadOnlyList<OutgoingAlert> alerts, CancellationToken cancellationToken) => DeliverAsync(alerts.Single(), cancellationToken);
}
