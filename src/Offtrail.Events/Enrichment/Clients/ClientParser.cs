using System.Text;

namespace Offtrail.Events;

/// <summary>
/// Reads the user agents of AWS calls. One pass over at most <see cref="MaxBytes"/> bytes, without expressions that
/// could go back; only the result is allocated. Never throws: broken UTF-8 is read as U+FFFD.
/// </summary>
public static class ClientParser
{
    /// <summary>Bytes that are looked at; the same as the longest text of a column.</summary>
    public const int MaxBytes = EventColumns.MaxBytes;

    /// <summary>Who the user agent says that it is; <see cref="Client.Unknown"/> for an empty text. Thread-safe.</summary>
    /// <param name="userAgent">The member <c>userAgent</c> of a record, in UTF-8. CloudTrail puts some in square brackets.</param>
    public static Client Parse(ReadOnlySpan<byte> userAgent)
    {
        if (userAgent.Length > MaxBytes) userAgent = userAgent[..MaxBytes];
        userAgent = userAgent.Trim(" \t\r\n[]\""u8);
        if (userAgent.IsEmpty) return Client.Unknown;
        if (ServicePrincipal.IsInternal(userAgent)) return Client.AwsInternal;
        if (ServicePrincipal.Is(userAgent)) return OfService(userAgent);
        Span<char> chars = stackalloc char[MaxBytes]; // UTF-8 has never more characters than bytes
        return new ClientScan(chars[..Encoding.UTF8.GetChars(userAgent, chars)]).Run();
    }

    private static Client OfService(ReadOnlySpan<byte> principal) =>
        new(Encoding.ASCII.GetString(principal).ToLowerInvariant(), null, null, null, ServicePrincipal.IsConsole(principal) ? ClientClass.Console : ClientClass.AwsService, null);
}
