using System.Globalization;
using System.Text;

namespace Offtrail.Reports;

/// <summary>Text of records that may go to a terminal or a page.</summary>
public static class PlainText
{
    /// <summary>The text with control characters, and characters that turn the direction of writing, replaced.</summary>
    public static string Of(string text) => Of(text, kept: "");

    /// <summary>The same of a text of many lines, such as a definition.</summary>
    public static string Lines(string text) => Of(text, kept: "\r\n\t");

    /// <summary>The same, but these characters stay as they are.</summary>
    public static string Of(string text, string kept)
    {
        if (!text.Any(IsUnsafe)) return text;
        var safe = new StringBuilder(text.Length);
        foreach (var c in text) safe.Append(IsUnsafe(c) && !kept.Contains(c, StringComparison.Ordinal) ? '\uFFFD' : c);
        return safe.ToString();
    }

    private static bool IsUnsafe(char c) => char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
