using System.Globalization;
using System.Text;

namespace Offtrail.Sinks;

/// <summary>Text of records and of other sides, made safe to stand on a line.</summary>
public static class CleanText
{
    /// <summary>One line of bounded length: white space is a blank, what controls a terminal or turns the direction of writing is replaced.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">Most characters; a longer one ends in "…".</param>
    public static string Of(string text, int most)
    {
        var clean = new StringBuilder(Math.Min(text.Length, most + 1));
        foreach (var rune in text.EnumerateRunes())
        {
            var piece = Rune.IsWhiteSpace(rune) ? " " : IsUnsafe(rune) ? "\uFFFD" : rune.ToString();
            if (clean.Length + piece.Length > most)
            {
                while (clean.Length >= most) clean.Length -= char.IsLowSurrogate(clean[^1]) ? 2 : 1;
                clean.Append('…');
                break;
            }

            clean.Append(piece);
        }

        return clean.ToString().Trim();
    }

    private static bool IsUnsafe(Rune rune) => Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
