namespace Offtrail.Anomalies;

/// <summary>What a detector looks for.</summary>
public enum DetectorFunction
{
    /// <summary>A value of the by field that few active buckets hold, or that a partition never had.</summary>
    Rare,

    /// <summary>An entity on which the weak signs of several jobs add up.</summary>
    Entity,
}
