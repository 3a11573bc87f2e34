using System.Globalization;
using Offtrail.Rules;

namespace Offtrail.Cli;

/// <summary>Numbers, sizes and times as people read them.</summary>
internal static class Figures
{
    public static string Count(long number, string unit) => $"{Number(number)} {unit}{(number == 1 ? "" : "s")}";

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Seconds(TimeSpan time) => $"{time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s";

    public static string Rate(long records, TimeSpan time) => Number((long)(records / Math.Max(0.001, time.TotalSeconds)));

    public static string Size(long bytes) => bytes switch
    {
        < 1_000_000 => $"{(bytes / 1e3).ToString("0.#", CultureInfo.InvariantCulture)} kB",
        < 1_000_000_000 => $"{(bytes / 1e6).ToString("0.#", CultureInfo.InvariantCulture)} MB",
        _ => $"{(bytes / 1e9).ToString("0.##", CultureInfo.InvariantCulture)} GB",
    };

    public static string Time(long micros) => AlertDocument.Time(micros)[..16].Replace('T', ' ');

    /// <summary>A day, given as days since 1970 UTC.</summary>
    public static string Day(int day) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A line of a summary: what it is about, then what it says.</summary>
    public static void Line(TextWriter output, string head, string text) => output.WriteLine($"{head,-12}{text}");
}
