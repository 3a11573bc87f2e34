using Offtrail.Anomalies;

namespace Offtrail.Pipeline;

/// <summary>The rules that a user switched off: <c>disabled.yaml</c> in the data folder.</summary>
public static class DisabledRules
{
    /// <summary>The file's name.</summary>
    public const string FileName = "disabled.yaml";

    /// <summary>Their ids; none when there is no file.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="rules">Ids of the rules that there are.</param>
    /// <exception cref="DefinitionException">The file is wrong, or names a rule that is not there.</exception>
    public static IReadOnlyList<string> Read(string dataFolder, IEnumerable<string> rules)
    {
        var file = Path.Combine(dataFolder, FileName);
        if (!File.Exists(file)) return [];
        var yaml = YamlMapping.Parse(UserFile.Read(file), file);
        var named = yaml.Texts("rules");
        yaml.Finish();
        return named.FirstOrDefault(r => !rules.Contains(r)) is { } unknown ? throw yaml.Wrong("rules", $"there is no rule \"{unknown}\"; take it out, or name one of {string.Join(", ", rules.Order(StringComparer.Ordinal))}") : named;
    }

    /// <summary>Switches a rule on or off. False when it was so already.</summary>
    /// <param name="dataFolder">The data folder; made when there is none.</param>
    /// <param name="rules">Ids of the rules that there are.</param>
    /// <param name="id">The rule.</param>
    /// <param name="enabled">Whether it is to run.</param>
    public static bool Set(string dataFolder, IReadOnlyCollection<string> rules, string id, bool enabled)
    {
        var before = Read(dataFolder, rules);
        if (before.Contains(id, StringComparer.Ordinal) != enabled) return false;
        string[] after = enabled ? [.. before.Where(r => r != id)] : [.. before.Append(id).Order(StringComparer.Ordinal)];
        UserFile.Replace(Path.Combine(dataFolder, FileName), $"# Rules that don't run unless they are named; \"offtrail rules enable ID\" takes one out.\nrules: [{string.Join(", ", after)}]\n");
        return true;
    }
}
