using Offtrail.Anomalies;
using Offtrail.Lake;
using Offtrail.Rules;

namespace Offtrail.Pipeline;

/// <summary>The exceptions of a user: one YAML file in the data folder.</summary>
/// <param name="All">In the order of the file.</param>
public sealed record ExceptionList(IReadOnlyList<AlertException> All)
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "exceptions.yaml";

    /// <summary>None.</summary>
    public static ExceptionList Empty { get; } = new([]);

    /// <summary>Whether one of them covers an alert.</summary>
    /// <param name="ruleId">The alert's rule.</param>
    /// <param name="raisedAt">Time of the run that raises it, microseconds since 1970 UTC.</param>
    /// <param name="values">The values of its events.</param>
    public bool Covers(string ruleId, long raisedAt, AlertValues values) =>
        All.Any(e => raisedAt < e.UntilMicros && (e.Rules.Count == 0 || e.Rules.Contains(ruleId, StringComparer.Ordinal)) && ExceptionMatch.All(e.When, values));

    /// <summary>Those of a data folder, if it has any, and those of the rules.</summary>
    /// <exception cref="DefinitionException">The file is wrong.</exception>
    public static ExceptionList Of(string dataFolder, Pack pack, IReadOnlyCollection<RuleDefinition> rules)
    {
        var file = Path.Combine(dataFolder, FileName);
        return (File.Exists(file) ? Parse(UserFile.Read(file), file, [.. pack.RulesById.Keys.Union(rules.Select(r => r.Id))]) : Empty).With(rules);
    }

    /// <summary>Puts a text in the place of a data folder's exceptions.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="pack">The rules that there are.</param>
    /// <param name="text">The YAML.</param>
    /// <param name="before">What must be there; a change by somebody else meanwhile stays.</param>
    /// <exception cref="DefinitionException">The text is wrong, or something else is there.</exception>
    public static void Save(string dataFolder, Pack pack, string text, string before)
    {
        var file = Path.Combine(dataFolder, FileName);
        Parse(text, file, [.. pack.RulesById.Keys]);
        if (File.Exists(file) && UserFile.Read(file) != before) throw new DefinitionException($"{file} was changed by somebody else meanwhile and stays as it is");
        UserFile.Replace(file, text);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="rules">Ids of the rules that there are.</param>
    /// <exception cref="DefinitionException">A key is unknown, missing or wrong.</exception>
    public static ExceptionList Parse(string text, string file, IReadOnlyCollection<string> rules)
    {
        var yaml = YamlMapping.Parse(text, file);
        var lists = ExceptionLists.Parse(yaml.Mapping("lists"), Path.GetDirectoryName(file) ?? "");
        var all = new List<AlertException>();
        foreach (var entry in yaml.Mappings("exceptions"))
        {
            var named = entry.Texts("rules");
            if (named.FirstOrDefault(r => !rules.Contains(r)) is { } unknown) throw entry.Wrong("rules", $"there is no rule \"{unknown}\"; right would be one of {string.Join(", ", rules.Order(StringComparer.Ordinal))}");
            all.Add(AlertException.Of(RuleException.Parse(entry, when => ExceptionFilter.Fault(when, lists)), named, lists));
            entry.Finish();
        }

        yaml.Finish();
        return new ExceptionList(all);
    }

    /// <summary>With those that stand in the rules themselves.</summary>
    public ExceptionList With(IEnumerable<RuleDefinition> rules) =>
        new([.. All, .. rules.SelectMany(r => r.Exceptions.Select(e => AlertException.Of(e, [r.Id], FilterLists.None)))]);
}
