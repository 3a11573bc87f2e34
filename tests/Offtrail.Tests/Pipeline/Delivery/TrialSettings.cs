using Offtrail.Sinks;

namespace Offtrail.Tests.Pipeline.Delivery;

/// <summary>A sink that answers as a test says, and notes what it got.</summary>
internal sealed record TrialSettings(Func<OutgoingAlert, CancellationToken, Task<DeliveryAnswer>> Answer) : SinkSettings
{
    public TrialSettings(Func<OutgoingAlert, DeliveryAnswer> answer) : this((alert, _) => Task.FromResult(answer(alert)))
    {
    }

    public System.Collections.Concurrent.ConcurrentQueue<OutgoingAlert> Tried { get; } = new();

    /// <summary>The ids of what went as one.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Digests { get; } = new();

    public IEnumerable<string> Ids => Tried.Select(t => t.Id);

    public override string Target => "a test";

    public override ISink Open(SinkTools tools) => new Sink(this);

    private sealed class Sink(TrialSettings settings) : ISink
    {
        public Task<DeliveryAnswer> DeliverAsync(OutgoingAlert alert, CancellationToken cancellationToken)
        {
            settings.Tried.Enqueue(alert);
            return settings.Answer(alert, cancellationToken);
        }

        public Task<DeliveryAnswer> DeliverAllAsync(IReadOnlyList<OutgoingAlert> alerts, CancellationToken cancellationToken)
        {
            settings.Digests.Enqueue(string.Join(' ', alerts.Select(a => a.Id)));
            foreach (var alert in alerts.Skip(1)) settings.Tried.Enqueue(alert);
            return DeliverAsync(alerts[0], cancellationToken);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
