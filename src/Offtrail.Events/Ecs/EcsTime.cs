using System.Globalization;
using System.Text;

namespace Offtrail.Events;

/// <summary>Times as an ECS document writes them: UTC with milliseconds, "2026-05-01T08:30:00.000Z".</summary>
internal static class EcsTime
{
    /// <summary>Reads a time in the forms of <see cref="EventTime"/> or the basic form "20260501T083000Z".</summary>
    public static bool TryFormat(string? text, out string formatted)
    {
        formatted = "";
        if (text is not { Length: <= 40 }) return false;
        Span<byte> utf8 = stackalloc byte[120];
        if (!EventTime.TryParse(utf8[..Encoding.UTF8.GetBytes(text, utf8)], out var micros))
        {
            if (!DateTime.TryParseExact(text, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out var basic)) return false;
            micros = (basic.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        }

        formatted = DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return true;
    }
}
