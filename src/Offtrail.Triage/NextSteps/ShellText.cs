namespace Offtrail.Triage;

/// <summary>Text as one word of a POSIX shell.</summary>
public static class ShellText
{
    /// <summary>The text as it is when it is harmless, else in single quotes, inside which a shell takes every character for itself.</summary>
    public static string Quoted(string text) =>
        text.Length > 0 && text[0] != '-' && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '/') ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
