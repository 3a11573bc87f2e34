namespace Offtrail.Cli;

/// <summary>
/// Writes CSV (RFC 4180). A value that a spreadsheet would take for a formula gets an apostrophe in front, so that text
/// of an attacker's stays text; what could steer a terminal is replaced, but for tabs and line feeds.
/// </summary>
internal static class Csv
{
    /// <summary>Writes names of our own, as they are: "@timestamp" is no formula.</summary>
    public static void WriteHeader(TextWriter output, IEnumerable<string> names) => output.Write(string.Join(',', names) + "\r\n");

    public static void WriteRow(TextWriter output, IEnumerable<string?> values)
    {
        var first = true;
        foreach (var value in values)
        {
            if (!first) output.Write(',');
            first = false;
            Write(output, value ?? "");
        }

        output.Write("\r\n");
    }

    private static void Write(TextWriter output, string value)
    {
        var plain = PlainText.Of(value, kept: "\t\n");
        var safe = IsFormula(plain) ? "'" + plain : plain;
        if (!safe.AsSpan().ContainsAny(",\"\n") && safe.AsSpan().Trim().Length == safe.Length) output.Write(safe);
        else
        {
            output.Write('"');
            output.Write(safe.Replace("\"", "\"\"", StringComparison.Ordinal));
            output.Write('"');
        }
    }

    private static bool IsFormula(string value)
    {
        var text = value.AsSpan().TrimStart();
        return (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠') || (value.Length > 0 && value[0] is '\t' or '\n');
    }
}
