using System.Text;

namespace Offtrail.Sinks;

/// <summary>
/// Text in a message of Slack. With &amp;, &lt; and &gt; written as entities nothing in it is a link or a mention
/// (docs.slack.dev, "Formatting message text"). Look-alikes of Slack also take a bare "@here" as a mention, so an "@" at the beginning of a
/// word gets a blank of no width behind it.
/// </summary>
internal static class SlackText
{
    private const char NoWidth = '\u200B';

    /// <summary>The text on one line, of bounded length.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">Most characters as Slack counts them: entities whole.</param>
    public static string Of(string text, int most)
    {
        var escaped = new StringBuilder();
        var before = ' ';
        foreach (var rune in CleanText.Of(text, most).EnumerateRunes())
        {
            var piece = rune.Value switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '@' when !char.IsLetterOrDigit(before) => $"@{NoWidth}", _ => rune.ToString() };
            if (escaped.Length + piece.Length > most - 1)
            {
                escaped.Append('…');
                break;
            }

            escaped.Append(piece);
            before = piece[^1];
        }

        return escaped.ToString();
    }
}
