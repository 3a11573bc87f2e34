using System.Text.Json;

namespace Offtrail.Cli;

/// <summary>Prints a list of things: a line each for a person, or JSON.</summary>
internal static class RowPrinter
{
    /// <summary>Prints them.</summary>
    /// <param name="rows">The things.</param>
    /// <param name="line">One for a person.</param>
    /// <param name="document">One for a program: what it is as JSON.</param>
    /// <param name="format">How.</param>
    /// <param name="output">Where to.</param>
    public static void Print<T>(IReadOnlyCollection<T> rows, Func<T, string> line, Func<T, object> document, AlertFormat format, TextWriter output)
    {
        if (format == AlertFormat.Json) output.WriteLine(JsonSerializer.Serialize(rows.Select(document), JsonStyle.Options(indented: true)));
        else foreach (var row in rows) output.WriteLine(format == AlertFormat.Table ? line(row) : JsonSerializer.Serialize(document(row), JsonStyle.Options(indented: false)));
    }
}
