namespace Offtrail.Anomalies;

/// <summary>Which numbers are unusual.</summary>
public enum MetricSide
{
    /// <summary>Those above what is expected.</summary>
    High,

    /// <summary>Those below.</summary>
    Low,

    /// <summary>Either.</summary>
    Both,
}
