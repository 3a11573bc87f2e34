using System.Globalization;

namespace Offtrail.Reports;

/// <summary>Numbers and sizes as people read them, in a terminal or on a page.</summary>
public static class PlainFigures
{
    /// <summary>"3 alerts", "1 alert".</summary>
    public static string Count(long number, string unit) => $"{Number(number)} {unit}{(number == 1 ? "" : "s")}";

    /// <summary>"1,234".</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"1.4 MB": kB up to a million bytes, MB up to 10⁹, then GB.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000_000 => $"{(bytes / 1e3).ToString("0.#", CultureInfo.InvariantCulture)} kB",
        < 1_000_000_000 => $"{(bytes / 1e6).ToString("0.#", CultureInfo.InvariantCulture)} MB",
        _ => $"{(bytes / 1e9).ToString("0.##", CultureInfo.InvariantCulture)} GB",
    };
}
