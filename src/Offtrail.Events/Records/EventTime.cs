using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Offtrail.Events;

/// <summary>Times of events: microseconds since 1970, UTC.</summary>
public static class EventTime
{
    /// <summary>2006-01-01, the year AWS began: nothing in a trail can be older.</summary>
    public const long Earliest = 1_136_073_600_000_000;

    /// <summary>2100-01-01, exclusive.</summary>
    public const long End = 4_102_444_800_000_000;

    /// <summary>Reads an ISO 8601 time; one without an offset is UTC. False if it is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long micros)
    {
        if (TryParseUtcSeconds(text, out micros)) return true;
        if (text.Length is < 8 or > 40 || text[4] is not ((byte)'-' or (byte)'/') || !Number(text[..4], out _)) return false; // without a year it would mean this year's or today's
        Span<char> chars = stackalloc char[40];
        if (!Encoding.UTF8.TryGetChars(text, chars, out var length)) return false;
        if (!DateTimeOffset.TryParse(chars[..length], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var time)) return false;
        micros = (time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        return true;
    }

    /// <summary>The form that CloudTrail writes, "2026-05-01T08:30:00Z", without a detour.</summary>
    private static bool TryParseUtcSeconds(ReadOnlySpan<byte> t, out long micros)
    {
        micros = 0;
        if (t.Length != 20 || t[4] != '-' || t[7] != '-' || t[10] != 'T' || t[13] != ':' || t[16] != ':' || t[19] != 'Z') return false;
        if (!Number(t[..4], out var year) || !Number(t[5..7], out var month) || !Number(t[8..10], out var day)) return false;
        if (!Number(t[11..13], out var hour) || !Number(t[14..16], out var minute) || !Number(t[17..19], out var second)) return false;
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return false;
        micros = (new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        return true;
    }

    private static bool Number(ReadOnlySpan<byte> digits, out int value) =>
        Utf8Parser.TryParse(digits, out value, out var used) && used == digits.Length && digits[0] is >= (byte)'0' and <= (byte)'9';
}
