namespace Offtrail.Pipeline;

/// <summary>The time as the state keeps it.</summary>
public static class Clocks
{
    /// <summary>The present, microseconds since 1970 UTC.</summary>
    public static long Micros(this TimeProvider clock) => Micros(clock.GetUtcNow());

    /// <summary>A moment, microseconds since 1970 UTC.</summary>
    public static long Micros(DateTimeOffset moment) => (moment - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
