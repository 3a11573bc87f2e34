namespace Offtrail.Anomalies;

/// <summary>What is known of one partition.</summary>
internal sealed class PartitionState
{
    /// <summary>Numbers of the values that it had.</summary>
    public HashSet<int> Values { get; } = [];

    /// <summary>Its active buckets so far.</summary>
    public long Age { get; set; }

    /// <summary>Buckets with something new since it was new itself, aged.</summary>
    public double Met { get; set; }

    /// <summary>How many such buckets partitions of its ages have, aged.</summary>
    public double Expected { get; set; }

    /// <summary>The bucket up to which the two are aged, microseconds.</summary>
    public long AgedTo { get; set; }
}
