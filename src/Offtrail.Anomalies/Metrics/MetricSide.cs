namespace Offtrail.Anomalies;

/// <summary>Which numbers are unusual.</summary>
internal enum MetricSide
{
    /// <summary>Those above what is expected.</summary>
    High,

    /// <summary>Those below.</summary>
    Low,

    /// <summary>Either.</summary>
    Both,
}
