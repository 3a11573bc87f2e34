namespace Offtrail.Server;

/// <summary>Events over time.</summary>
/// <param name="BucketSeconds">Length of a bucket in seconds.</param>
/// <param name="Bars">The buckets that have events, oldest first.</param>
public sealed record EventHistogram(long BucketSeconds, IReadOnlyList<EventBar> Bars);
