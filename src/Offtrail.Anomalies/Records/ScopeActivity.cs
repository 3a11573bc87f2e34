namespace Offtrail.Anomalies;

/// <summary>How active a scope and its partitions are: what turns a chance a bucket into a time in days, and tells when learning ends.</summary>
internal sealed class ScopeActivity(JobDefinition job, ActivityState state)
{
    private const double MicrosADay = 86_400_000_000;

    private long _first = state.First;
    private long _partitionBuckets = state.PartitionBuckets;

    /// <summary>Active buckets learned.</summary>
    public long Buckets { get; private set; } = state.Buckets;

    /// <summary>All that is known.</summary>
    public ActivityState ToState() => new(_first, Buckets, _partitionBuckets);

    /// <summary>Days from the first of them to a bucket.</summary>
    public double Days(long bucket) => _first < 0 ? 0 : (bucket - _first) / MicrosADay;

    /// <summary>Whether the scope has too little history to judge.</summary>
    public bool IsLearning(long bucket) => Buckets < job.LearningBuckets || Days(bucket) < job.LearningTime.TotalDays;

    /// <summary>Active buckets of partitions a day, at least one.</summary>
    public double PartitionBucketsADay(long bucket) => Math.Max(1, _partitionBuckets / Math.Max(1, Days(bucket)));

    /// <summary>
    /// How often, in days, something of this chance in an active bucket of one partition turns up in the scope: with b active
    /// buckets a day and m partitions active in one, once in 1 / (b · (1 − (1 − p)^m)) days.
    /// </summary>
    public double ReturnDays(double probability, long bucket)
    {
        var days = Math.Max(1, Days(bucket));
        var bucketsADay = Math.Max(Math.Min(Buckets / days, TimeSpan.TicksPerDay / (double)job.BucketSpan.Ticks), 1 / days);
        var partitionsABucket = Math.Max(1, _partitionBuckets / Math.Max(1.0, Buckets));
        return 1 / (bucketsADay * -double.ExpM1(partitionsABucket * double.LogP1(-Math.Min(probability, 1 - 1e-12))));
    }

    /// <summary>The score of something of this chance: 0 for what every second active bucket has something like.</summary>
    public double Score(double probability, long bucket) => probability >= RareModel.CommonFrom ? 0 : RecordScore.OfReturn(ReturnDays(probability, bucket));

    /// <summary>Learns an active bucket with so many active partitions.</summary>
    public void Learn(long bucket, int partitions)
    {
        if (_first < 0) _first = bucket;
        Buckets++;
        _partitionBuckets += partitions;
    }
}
