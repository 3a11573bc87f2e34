using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>Texts and names inside SQL.</summary>
internal static class Sql
{
    /// <summary>For inside single quotes.</summary>
    public static string Text(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    /// <summary>A text with its quotes. The engine takes a query for ended at U+0000, so that character is made by a function.</summary>
    public static string Literal(string text) =>
        text.Contains('\0', StringComparison.Ordinal) ? $"concat('{string.Join("', chr(0), '", text.Split('\0').Select(Text))}')" : $"'{Text(text)}'";

    /// <summary>The record as it was delivered: its id put back.</summary>
    public static string Record { get; } = $"replace({EventColumns.Record}, chr({(int)EventColumns.IdMark}), {Name(EventColumn.EventId.Name())})";

    /// <summary>A column's name, quoted.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
