using Offtrail.Sources;

namespace Offtrail.Aws;

/// <summary>Messages of a queue that came together, and the objects that they name.</summary>
internal sealed class SqsArrival(SqsSettlement settlement, IReadOnlyList<HeldMessage> messages)
    : Arrival([.. messages.SelectMany(m => m.Objects).Select(o => o.Object).OfType<SourceObject>().DistinctBy(o => (o.Key, o.Version))])
{
    public override Task SettleAsync(Func<SourceObject, bool> isStored, Action<IReadOnlyList<Undeliverable>> quarantine, CancellationToken cancellationToken) =>
        settlement.SettleAsync(messages, isStored, quarantine, cancellationToken);
}
