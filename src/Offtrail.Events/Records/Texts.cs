using System.Text;

namespace Offtrail.Events;

/// <summary>Bytes of a record as text that may stand in a message.</summary>
internal static class Texts
{
    private const int Longest = 80;

    /// <summary>At most 80 characters, control characters and broken bytes replaced.</summary>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, Longest * 4)]);
        var length = Math.Min(text.Length, Longest);
        if (length < text.Length && char.IsHighSurrogate(text[length - 1])) length--;
        var shown = new StringBuilder(length);
        foreach (var c in text.AsSpan(0, length)) shown.Append(char.IsControl(c) ? '\uFFFD' : c);
        return text.Length > Longest || utf8.Length > Longest * 4 ? shown.Append('…').ToString() : shown.ToString();
    }

    /// <summary>The same of a text that is no longer bytes.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>The text with each half of a surrogate pair replaced by U+FFFD: such halves can't be written as UTF-8.</summary>
    public static string WithoutHalves(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
}
