namespace Offtrail.Anomalies;

/// <summary>What a detector looks for.</summary>
public enum DetectorFunction
{
    /// <summary>A value of the by field that few active buckets hold.</summary>
    Rare,
}
