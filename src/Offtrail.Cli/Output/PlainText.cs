using System.Globalization;
using System.Text;

namespace Offtrail.Cli;

/// <summary>Text that may go to a terminal.</summary>
internal static class PlainText
{
    /// <summary>The text with control characters, and characters that turn the direction of writing, replaced.</summary>
    public static string Of(string text)
    {
        if (!text.Any(IsUnsafe)) return text;
        var safe = new StringBuilder(text.Length);
        foreach (var c in text) safe.Append(IsUnsafe(c) ? '\uFFFD' : c);
        return safe.ToString();
    }

    private static bool IsUnsafe(char c) => char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
