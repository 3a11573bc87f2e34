using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>A weak sign: what one job finds new about one partition in one bucket, unusual enough for a record or not.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Bucket">Start of the bucket, microseconds since 1970 UTC.</param>
/// <param name="Partition">The partition: an identity.</param>
/// <param name="Probability">Chance that an active bucket of the partition shows something at least as unusual.</param>
/// <param name="Peers">Other partitions that had the most unusual value.</param>
/// <param name="Values">The new values, the most unusual first; at most <see cref="MaxValues"/>.</param>
/// <param name="More">New values beyond those.</param>
/// <param name="First">Time of the first event of any of them, microseconds.</param>
/// <param name="Completed">Time of the first event of the last of them to come, microseconds.</param>
[MemoryPackable]
public sealed partial record Sign(string Scope, long Bucket, string Partition, double Probability, int Peers, IReadOnlyList<string> Values, int More, long First, long Completed)
{
    /// <summary>Values kept of one sign.</summary>
    public const int MaxValues = 50;
}
