using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Offtrail.Reports;

/// <summary>Escapes what stands in the holes of a literal of HTML, between tags and inside quoted attributes.</summary>
[InterpolatedStringHandler]
internal readonly struct HtmlHandler(int literalLength, int formattedCount)
{
    private readonly StringBuilder _html = new(literalLength + (formattedCount * 16));

    public void AppendLiteral(string literal) => _html.Append(literal);

    public void AppendFormatted(Html piece) => _html.Append(piece.Text);

    public void AppendFormatted(double number) => _html.Append(number.ToString("0.##", CultureInfo.InvariantCulture));

    public void AppendFormatted(long number) => _html.Append(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(long number, string format) => _html.Append(number.ToString(format, CultureInfo.InvariantCulture));

    public void AppendFormatted(double number, string format) => _html.Append(number.ToString(format, CultureInfo.InvariantCulture));

    /// <summary>Text of whatever origin: no character of it is markup, a control code or turns the direction of writing.</summary>
    public void AppendFormatted(string? text)
    {
        foreach (var c in PlainText.Of(text ?? ""))
            _ = c switch
            {
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                '&' => _html.Append("&amp;"),
                '"' => _html.Append("&quot;"),
                '\'' => _html.Append("&#39;"),
                '`' => _html.Append("&#96;"),
                _ => _html.Append(char.IsSurrogate(c) || c < 0xFFFE ? c : '\uFFFD'),
            };
    }

    public string ToStringAndClear() => _html.ToString();
}
