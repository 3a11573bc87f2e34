namespace Offtrail.Anomalies;

/// <summary>How a <see cref="TimeModel"/> judges.</summary>
/// <param name="Cycle">The day for time_of_day, the week for time_of_week.</param>
internal sealed record TimeSettings(TimeCycle Cycle)
{
    /// <summary>After which a bucket counts half; above 0, default 30 days.</summary>
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromDays(30);
}
