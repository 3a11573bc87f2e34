using System.Buffers;
using System.Text;

namespace Offtrail.Events;

/// <summary>
/// The names by which AWS's services stand in records in place of an address, a user agent or an identity:
/// <c>ec2.amazonaws.com</c>, <c>ec2.amazonaws.com.cn</c>, <c>AWS Internal</c>. Upper and lower case count alike.
/// </summary>
public static class ServicePrincipal
{
    private const int Longest = 253; // a host name's

    private static readonly SearchValues<byte> s_host = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."u8);

    /// <summary>Whether the text is a service's host name.</summary>
    public static bool Is(ReadOnlySpan<byte> text)
    {
        if (text.Length > Longest || text.ContainsAnyExcept(s_host)) return false;
        return EndsWith(text, ".amazonaws.com"u8) || EndsWith(text, ".amazonaws.com.cn"u8);
    }

    /// <summary>Whether the text is "AWS Internal".</summary>
    public static bool IsInternal(ReadOnlySpan<byte> text) => Ascii.EqualsIgnoreCase(text, "AWS Internal"u8);

    /// <summary>Whether a service's name is that of the console or its sign-in page: people work behind these.</summary>
    public static bool IsConsole(ReadOnlySpan<byte> text) => StartsWith(text, "console."u8) || StartsWith(text, "signin."u8);

    private static bool EndsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end) =>
        text.Length > end.Length && text[^(end.Length + 1)] != (byte)'.' && Ascii.EqualsIgnoreCase(text[^end.Length..], end);

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start) =>
        text.Length > start.Length && Ascii.EqualsIgnoreCase(text[..start.Length], start);
}
