using System.Globalization;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>How busy the day is: OFFTRAIL_BUSY_EVENTS, OFFTRAIL_BUSY_KILLS, OFFTRAIL_LATENCY_ALERTS. bench/busy-day and bench/latency set more than tests take.</summary>
internal static class BusyDaySize
{
    public static int Events => Number("OFFTRAIL_BUSY_EVENTS", 10_000);

    public static int Kills => Number("OFFTRAIL_BUSY_KILLS", 4);

    /// <summary>How many alerts the time from upload to webhook is taken of.</summary>
    public static int Alerts => Number("OFFTRAIL_LATENCY_ALERTS", 5);

    /// <summary>Whether times are measured, and not only that all of it works.</summary>
    public static bool IsMeasured => Environment.GetEnvironmentVariable("OFFTRAIL_LATENCY_ALERTS") is not null;

    /// <summary>How long anything that goes over all of it may take.</summary>
    public static TimeSpan Limit => TimeSpan.FromSeconds(120 + (Events / 1000));

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
