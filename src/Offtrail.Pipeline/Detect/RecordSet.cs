using Offtrail.Anomalies;

namespace Offtrail.Pipeline;

/// <summary>Anomaly records by what they are about. Of those in buckets that hold none of the set the identity, which is a long text, is not even made.</summary>
internal sealed class RecordSet
{
    private readonly HashSet<long> _buckets;
    private readonly HashSet<string> _identities;

    public RecordSet(IReadOnlyCollection<AnomalyRecord> records)
    {
        _buckets = [.. records.Select(r => r.Bucket)];
        _identities = records.Select(r => r.Identity).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether it has a record of this bucket, detector, scope, partition and value.</summary>
    public bool Contains(AnomalyRecord record) => _buckets.Contains(record.Bucket) && _identities.Contains(record.Identity);
}
