namespace Offtrail.Anomalies;

/// <summary>What a job leaves out although it would be unusual.</summary>
/// <param name="Comment">Why.</param>
/// <param name="When">ECS names of fields with the values that all must match; a <c>*</c> at the end of one stands for any ending.</param>
/// <param name="ActualBelow">Only numbers below this; null for all, and for functions without a number.</param>
/// <param name="Learn">Whether the model goes on learning what raises nothing; otherwise it never sees it.</param>
/// <param name="FromMicros">Buckets from here on, microseconds since 1970 UTC. Default: all of history.</param>
public sealed record SkipRule(string Comment, IReadOnlyDictionary<string, IReadOnlyList<string>> When, double? ActualBelow, bool Learn, long FromMicros)
{
    private readonly Dictionary<string, ValueSet> _sets = When.ToDictionary(w => w.Key, w => new ValueSet(w.Value), StringComparer.Ordinal);

    internal bool Matches(BucketValue row, Detector? detector, string? entityField)
    {
        if (row.Bucket < FromMicros || row.Number >= ActualBelow) return false;
        foreach (var (field, set) in _sets)
        {
            var value = field == Tuning.AccountField ? row.Scope
                : field == (detector is null ? entityField : detector.DividedBy) ? row.Partition
                : field == detector?.ByField ? row.Value
                : null;
            if (value is null || !set.Contains(value)) return false;
        }

        return true;
    }
}
