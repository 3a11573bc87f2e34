using System.Globalization;
using System.Text.RegularExpressions;
using Offtrail.Anomalies;

namespace Offtrail.Pipeline;

/// <summary>Changes single keys of a rule's YAML; comments and order stay.</summary>
internal static partial class RuleText
{
    /// <summary>With another version.</summary>
    public static string WithVersion(string text, int version) => With(VersionLine(), text, "version", version.ToString(CultureInfo.InvariantCulture));

    /// <summary>Its version; 0 when it has none that can be read.</summary>
    public static int VersionOf(string text) => VersionLine().Match(text).Value is { Length: > 0 } line && int.TryParse(line["version:".Length..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    /// <summary>With another id.</summary>
    public static string WithId(string text, string id) => With(IdLine(), text, "id", id);

    /// <summary>With another name.</summary>
    public static string WithName(string text, string name) => With(NameLine(), text, "name", $"'{name.Replace("'", "''", StringComparison.Ordinal).ReplaceLineEndings(" ")}'");

    private static string With(Regex line, string text, string key, string value) =>
        line.Count(text) == 1 ? line.Replace(text, $"{key}: {value.Replace("$", "$$", StringComparison.Ordinal)}")
        : throw new DefinitionException($"the key \"{key}\" stands on no line of its own; right would be a line \"{key}: {value}\"");

    [GeneratedRegex("^version:[^\\r\\n]*", RegexOptions.Multiline)]
    private static partial Regex VersionLine();

    [GeneratedRegex("^id:[^\\r\\n]*", RegexOptions.Multiline)]
    private static partial Regex IdLine();

    [GeneratedRegex("^name:[^\\r\\n]*", RegexOptions.Multiline)]
    private static partial Regex NameLine();
}
