namespace Offtrail.Anomalies;

/// <summary>How a <see cref="MetricModel"/> judges.</summary>
/// <param name="Kind">What numbers it gets.</param>
/// <param name="BucketSpan">Length of a bucket, a second to a week.</param>
/// <param name="Side">Which numbers are unusual.</param>
internal sealed record MetricSettings(MetricKind Kind, TimeSpan BucketSpan, MetricSide Side)
{
    /// <summary>After which a bucket counts half; above 0, default 30 days.</summary>
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromDays(30);
}
