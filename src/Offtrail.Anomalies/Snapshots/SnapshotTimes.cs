namespace Offtrail.Anomalies;

/// <summary>When a job notes what it knows, and how long that is kept: hourly for a day, daily for a month.</summary>
public static class SnapshotTimes
{
    private const long Hour = 3_600_000_000;
    private const long Day = 24 * Hour;
    private const int DaysKept = 31;

    private static readonly int[] s_daysBack = [0, 1, 3, 7, 15];

    /// <summary>
    /// The times of a run: the last full hour, and of the midnights the last, and those 1, 3, 7 and 15 days before it. A service
    /// that runs all day notes each hour as it passes; a run over years must not hold a month of states.
    /// </summary>
    /// <param name="fromMicros">Where the run starts; only later times.</param>
    /// <param name="completeMicros">Events before this time are taken to be in the lake, microseconds since 1970 UTC.</param>
    /// <param name="span">The job's bucket span: a time is the start of a bucket.</param>
    public static IReadOnlyList<long> Of(long fromMicros, long completeMicros, TimeSpan span)
    {
        var midnight = Floor(completeMicros, Day);
        long[] marks = [Floor(completeMicros, Hour), .. s_daysBack.Select(d => midnight - (d * Day))];
        return [.. marks.Select(m => Floor(m, span.Ticks / TimeSpan.TicksPerMicrosecond)).Where(m => m > fromMicros).Distinct().Order()];
    }

    /// <summary>Those that are kept: of the day before the latest all, of the month before it the first of each day.</summary>
    public static IReadOnlySet<long> Kept(IReadOnlyCollection<long> times)
    {
        if (times.Count == 0) return new HashSet<long>();
        var latest = times.Max();
        return times.Where(t => latest - t <= Day)
            .Concat(times.Where(t => latest - t <= DaysKept * Day).GroupBy(t => Floor(t, Day)).Select(d => d.Min())).ToHashSet();
    }

    private static long Floor(long micros, long step) => micros - (((micros % step) + step) % step);
}
