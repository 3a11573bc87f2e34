namespace Offtrail.Anomalies;

/// <summary>What the expectation depends on.</summary>
public enum MetricProfile
{
    /// <summary>Nothing: one mean.</summary>
    None,

    /// <summary>The hour of the day, UTC.</summary>
    HourOfDay,

    /// <summary>The hour of the week, UTC.</summary>
    HourOfWeek,
}
