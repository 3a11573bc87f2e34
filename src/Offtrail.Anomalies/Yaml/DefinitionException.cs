namespace Offtrail.Anomalies;

/// <summary>A definition (a job, a rule, a setting) is wrong. The message names file, line, column, the key and what would be right.</summary>
public sealed class DefinitionException(string message) : Exception(message)
{
    /// <summary>An error at a place in a file.</summary>
    public static DefinitionException At(string file, long line, long column, string what) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file}:{line}:{column}: {what}"));
}
