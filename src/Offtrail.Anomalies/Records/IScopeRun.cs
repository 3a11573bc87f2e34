namespace Offtrail.Anomalies;

/// <summary>A detector at work on one scope.</summary>
internal interface IScopeRun
{
    /// <summary>The anomalies so far: those that were open where the run began, and those since.</summary>
    IReadOnlyList<AnomalyRecord> Records { get; }

    /// <summary>Judges a bucket, then learns it. Buckets come in the order of their time; each has a value at least.</summary>
    void Finish(IReadOnlyList<BucketValue> bucket);

    /// <summary>All that further results depend on, for a run that goes on at a time: all buckets to come begin then or later.</summary>
    byte[] Save(long atMicros);

    /// <summary>Gives back what it holds outside of memory; nothing but <see cref="Records"/> is asked afterwards.</summary>
    void Release()
    {
    }
}
