using System.Globalization;
using Offtrail.Rules;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary>Times and lines of a summary as people read them.</summary>
internal static class Figures
{
    public static string Seconds(TimeSpan time) => $"{time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s";

    public static string Rate(long records, TimeSpan time) => Number((long)(records / Math.Max(0.001, time.TotalSeconds)));

    public static string Time(long micros) => AlertDocument.Time(micros)[..16].Replace('T', ' ');

    /// <summary>A day, given as days since 1970 UTC.</summary>
    public static string Day(int day) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A line of a summary: what it is about, then what it says.</summary>
    public static void Line(TextWriter output, string head, string text) => output.WriteLine($"{head,-12}{text}");
}
