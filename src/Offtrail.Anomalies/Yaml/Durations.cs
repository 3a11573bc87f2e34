using System.Globalization;

namespace Offtrail.Anomalies;

/// <summary>Lengths of time as definitions and options write them: a whole number and s, m, h or d.</summary>
public static class Durations
{
    /// <summary>Reads "90s", "15m", "2h" or "30d".</summary>
    public static bool TryParse(string text, out TimeSpan time)
    {
        time = default;
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        TimeSpan? unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => null,
        };
        if (unit is not { } one || number > TimeSpan.MaxValue.Ticks / one.Ticks) return false;
        time = one * number;
        return true;
    }

    /// <summary>The shortest such text.</summary>
    public static string Text(TimeSpan time)
    {
        var (number, unit) = time.Ticks % TimeSpan.TicksPerDay == 0 ? (time.TotalDays, 'd')
            : time.Ticks % TimeSpan.TicksPerHour == 0 ? (time.TotalHours, 'h')
            : time.Ticks % TimeSpan.TicksPerMinute == 0 ? (time.TotalMinutes, 'm') : (time.TotalSeconds, 's');
        return string.Create(CultureInfo.InvariantCulture, $"{number:0}{unit}");
    }
}
