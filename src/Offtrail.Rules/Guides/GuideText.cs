using System.Text.RegularExpressions;

namespace Offtrail.Rules;

/// <summary>Puts an alert's values into the guide of its rule: a field's name in braces stands for them.</summary>
public static partial class GuideText
{
    /// <summary>Names beside those of fields: the sentence, and the command that finds the events.</summary>
    public static IReadOnlyList<string> OwnNames { get; } = ["reason", "events"];

    /// <summary>The names in braces that a guide has.</summary>
    public static IEnumerable<string> Names(string guide) => Braces().Matches(guide).Select(m => m.Groups[1].Value);

    /// <summary>The guide with the values. What is no name stays as it stands.</summary>
    /// <param name="guide">Markdown.</param>
    /// <param name="valueOf">The value for a name; null when the alert has none.</param>
    public static string Fill(string guide, Func<string, string?> valueOf) => Braces().Replace(guide, m =>
        !AlertFields.All.Contains(m.Groups[1].Value) && !OwnNames.Contains(m.Groups[1].Value) ? m.Value
        : valueOf(m.Groups[1].Value) is { } value ? AsCode(value) : $"(no {m.Groups[1].Value})");

    /// <summary>A value is text, never markup: in as many backticks as it takes, on one line.</summary>
    private static string AsCode(string value)
    {
        var line = string.Concat(value.Select(c => char.IsControl(c) ? ' ' : c));
        var fence = new string('`', Backticks().Matches(line).Select(m => m.Length).DefaultIfEmpty(0).Max() + 1);
        var blank = line.Length == 0 || line[0] == '`' || line[^1] == '`' ? " " : "";
        return $"{fence}{blank}{line}{blank}{fence}";
    }

    [GeneratedRegex("\\{([a-z][a-z0-9_.]*)\\}")]
    private static partial Regex Braces();

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();
}
