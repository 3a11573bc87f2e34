using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>What a rare model knew of a value and of its scope before a bucket.</summary>
/// <param name="ActiveBuckets">Active buckets seen.</param>
/// <param name="Days">Days from the first active bucket to this one.</param>
/// <param name="KnownValues">Different values seen.</param>
/// <param name="SeenBuckets">Active buckets that held this value.</param>
/// <param name="LastSeen">Start of the last of them, microseconds; null when it was never seen.</param>
/// <param name="NewValueDays">How often a value that was never seen turns up: once in so many days.</param>
[MemoryPackable]
public sealed partial record RareHistory(long ActiveBuckets, double Days, int KnownValues, long SeenBuckets, [property: PlainNullable<long>] long? LastSeen, double NewValueDays)
    : AnomalyHistory(ActiveBuckets, Days);
