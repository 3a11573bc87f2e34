namespace Offtrail.Anomalies;

/// <summary>What numbers a metric gives.</summary>
internal enum MetricKind
{
    /// <summary>Whole numbers from 0 on, as of count, non_zero_count and distinct_count.</summary>
    Counted,

    /// <summary>Any finite number, as of sum, mean, min and max.</summary>
    Measured,
}
