namespace Offtrail.Anomalies;

/// <summary>A detector at work on one scope.</summary>
internal interface IScopeRun
{
    /// <summary>The anomalies so far.</summary>
    IReadOnlyList<AnomalyRecord> Records { get; }

    /// <summary>Judges a bucket, then learns it. Buckets come in the order of their time; each has a value at least.</summary>
    void Finish(IReadOnlyList<BucketValue> bucket);
}
