namespace Offtrail.Anomalies;

/// <summary>What a detector looks for.</summary>
public enum DetectorFunction
{
    /// <summary>A value of the by field that few active buckets hold, or that a partition never had.</summary>
    Rare,

    /// <summary>A member of a population (or, without one, a bucket) with unusually many events that have a rare value of the by field.</summary>
    FreqRare,

    /// <summary>An entity on which the weak signs of several jobs add up.</summary>
    Entity,

    /// <summary>How many events an active bucket holds (with a field: that have it).</summary>
    Count,

    /// <summary>The same, of buckets that hold any.</summary>
    NonZeroCount,

    /// <summary>How many different values of a field.</summary>
    DistinctCount,

    /// <summary>The sum of a field's numbers.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The least of them.</summary>
    Min,

    /// <summary>The greatest of them.</summary>
    Max,

    /// <summary>Activity at a time of the day at which there is seldom any.</summary>
    TimeOfDay,

    /// <summary>Activity at a time of the week at which there is seldom any.</summary>
    TimeOfWeek,
}
