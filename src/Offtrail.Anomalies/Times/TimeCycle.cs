namespace Offtrail.Anomalies;

/// <summary>After how long a time is the same again.</summary>
internal enum TimeCycle
{
    /// <summary>A day, from 00:00 UTC, in cells of a quarter of an hour.</summary>
    Day,

    /// <summary>A week, from Monday 00:00 UTC, in cells of an hour.</summary>
    Week,
}
