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

    /// <summary>Reads a file.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="rules">Ids of the rules that there are.</param>
    /// <exception cref="DefinitionException">A key is unknown, missing or wrong.</exception>
    public static ExceptionList Parse(string text, string file, IReadOnlyCollection<string> rules)
    {
        var yaml = YamlMapping.Parse(text, file);
        var all = new List<AlertException>();
        foreach (var entry in yaml.Mappings("exceptions"))
        {
            var named = entry.Texts("rules");
            if (named.FirstOrDefault(r => !rules.Contains(r)) is { } unknown) throw entry.Wrong("rules", $"there is no rule \"{unknown}\"; right would be one of {string.Join(", ", rules.Order(StringComparer.Ordinal))}");
            all.Add(new AlertException(entry.TextOrNull("comment") ?? "", named, When(entry), entry.Moment("until") ?? long.MaxValue));
            entry.Finish();
        }

        yaml.Finish();
        return new ExceptionList(all);
    }

    private static Filter When(YamlMapping entry)
    {
        Filter filter;
        try
        {
            filter = FilterText.Parse(entry.Text("when"));
        }
        catch (FilterException e)
        {
            throw entry.Wrong("when", e.Message);
        }

        if (FilterMatch.Fields(filter).FirstOrDefault(f => !AlertFields.All.Contains(f, StringComparer.Ordinal)) is { } field)
            throw entry.Wrong("when", field == "@timestamp" ? "an exception ends with \"until\"; right would be until: 2027-01-01" : $"an alert keeps no {field}; right would be one of {string.Join(", ", AlertFields.All)}");
        return filter;
    }
}
