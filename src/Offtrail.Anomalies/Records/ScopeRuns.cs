namespace Offtrail.Anomalies;

/// <summary>Cuts a detector's values into scopes and buckets: what all detectors do alike.</summary>
internal static class ScopeRuns
{
    /// <summary>Runs a detector scope by scope.</summary>
    /// <param name="values">All values, ordered by scope and bucket.</param>
    /// <param name="begin">Begins a scope.</param>
    public static IEnumerable<AnomalyRecord> Run(IEnumerable<BucketValue> values, Func<string, IScopeRun> begin)
    {
        IScopeRun? run = null;
        string? scope = null;
        var bucket = new List<BucketValue>();
        foreach (var value in values)
        {
            if (bucket.Count > 0 && (scope != value.Scope || bucket[0].Bucket != value.Bucket))
            {
                run!.Finish(bucket);
                bucket.Clear();
            }

            if (scope != value.Scope)
            {
                if (run is not null) foreach (var record in run.Records) yield return record;
                (scope, run) = (value.Scope, begin(value.Scope));
            }

            bucket.Add(value);
        }

        if (run is null) yield break;
        run.Finish(bucket);
        foreach (var record in run.Records) yield return record;
    }
}
