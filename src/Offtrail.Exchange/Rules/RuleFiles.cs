using System.Globalization;
using System.Text.Json.Nodes;
using Offtrail.Anomalies;

namespace Offtrail.Exchange;

/// <summary>
/// Finds the rules in files, told by content: exported NDJSON with its exception lists and its line of counts, one JSON document, TOML, and our own YAML,
/// also several documents in one file.
/// </summary>
internal sealed class RuleFiles
{
    /// <summary>Rules of Elastic's.</summary>
    public List<ForeignRule> Rules { get; } = [];

    /// <summary>Items of exception lists.</summary>
    public List<ForeignRule> Items { get; } = [];

    /// <summary>Rules of ours, as text that begins on the line of the file on which it stands.</summary>
    public List<(string File, string Place, string Yaml)> Own { get; } = [];

    /// <summary>What is none.</summary>
    public List<RefusedDefinition> Refused { get; } = [];

    public static RuleFiles Read(IReadOnlyList<ForeignFile> files)
    {
        var found = new RuleFiles();
        foreach (var file in files)
        {
            try
            {
                var before = found.Count;
                found.Read(file);
                if (found.Count == before) throw new DefinitionException("holds no rule; right would be exported NDJSON, a rule or a list of them in JSON, TOML with a table [rule], or our own YAML");
            }
            catch (DefinitionException e)
            {
                found.Refused.Add(new RefusedDefinition(file.Name, "", e.Message));
            }
        }

        return found;
    }

    private int Count => Rules.Count + Items.Count + Own.Count + Refused.Count;

    private void Read(ForeignFile file)
    {
        var text = file.Text.AsSpan().TrimStart();
        if (text.IsEmpty) throw new DefinitionException($"{file.Name} is empty");
        if (text[0] == '{' || (text[0] == '[' && text[1..].TrimStart() is ['{', ..] or [']', ..])) ReadJson(file);
        else if (IsToml(file.Text)) ReadToml(file);
        else ReadYaml(file);
    }

    /// <summary>The first line that says something is a table or a key with "=".</summary>
    private static bool IsToml(string text)
    {
        var line = text.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.Length > 0 && l[0] != '#') ?? "";
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        return line.StartsWith('[') || (equals > 0 && !line[..equals].Contains(':', StringComparison.Ordinal));
    }

    private void ReadToml(ForeignFile file)
    {
        var document = ForeignToml.Parse(file.Text, file.Name);
        if (document["rule"] is not JsonObject rule) throw new DefinitionException($"{file.Name} has no table [rule]");
        document.Remove("rule");
        Rules.Add(new ForeignRule(file.Name, rule, document));
    }

    /// <summary>A line "---" always begins a document: inside a value it would be indented.</summary>
    private void ReadYaml(ForeignFile file)
    {
        var lines = file.Text.ReplaceLineEndings("\n").Split('\n');
        var starts = lines.Index().Where(l => l.Index == 0 || l.Item.StartsWith("---", StringComparison.Ordinal)).Select(l => l.Index).ToArray();
        for (var i = 0; i < starts.Length; i++)
        {
            var part = lines[starts[i]..(i + 1 < starts.Length ? starts[i + 1] : lines.Length)];
            if (part.All(l => l.Length == 0 || l.StartsWith("---", StringComparison.Ordinal) || l.StartsWith('#'))) continue;
            Own.Add((file.Name, ForeignJson.Place(file.Name, starts[i] + 1), new string('\n', starts[i]) + string.Join('\n', part)));
        }
    }

    /// <summary>Lines that are documents of their own, or one document over all lines.</summary>
    private void ReadJson(ForeignFile file)
    {
        var lines = file.Text.Split('\n');
        if (!IsJson(lines.First(l => !string.IsNullOrWhiteSpace(l))))
        {
            Take(ForeignJson.Parse(file.Text, file.Name), file.Name);
            return;
        }

        var before = Rules.Count;
        foreach (var (i, line) in lines.Index())
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var place = ForeignJson.Place(file.Name, i + 1);
            try
            {
                var document = ForeignJson.Parse(line, file.Name, i + 1);
                if (document is JsonObject o && o["exported_count"] is not null) Compare(o, place, Rules.Count - before);
                else Take(document, place);
            }
            catch (DefinitionException e)
            {
                Refused.Add(new RefusedDefinition(place, "", e.Message));
            }
        }
    }

    private static bool IsJson(string line)
    {
        try
        {
            ForeignJson.Parse(line, "");
            return true;
        }
        catch (DefinitionException)
        {
            return false;
        }
    }

    /// <summary>The last line of an export says how many rules there must be.</summary>
    private void Compare(JsonObject details, string place, int found)
    {
        if (details["exported_rules_count"] is JsonValue value && value.TryGetValue<int>(out var said) && said != found)
            Refused.Add(new RefusedDefinition(place, "", string.Create(CultureInfo.InvariantCulture, $"says that {said} rules were exported, where the file has {found}: some are missing")));
        if (details["missing_rules"] is JsonArray { Count: > 0 } missing)
            Refused.Add(new RefusedDefinition(place, "", $"names rules that the export did not find: {missing.ToJsonString()}"));
    }

    private void Take(JsonNode? node, string place)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var (i, item) in list.Index()) Take(item, string.Create(CultureInfo.InvariantCulture, $"{place}[{i}]"));
                break;
            case JsonObject o when o["data"] is JsonArray data:
                Take(data, place + ".data");
                break;
            case JsonObject o when o["attributes"] is JsonObject attributes:
                Take(attributes, place + ".attributes");
                break;
            case JsonObject o when o["rule_id"] is not null || o["risk_score"] is not null:
                Rules.Add(new ForeignRule(place, o));
                break;
            case JsonObject o when o["entries"] is not null:
                Items.Add(new ForeignRule(place, o));
                break;
            case JsonObject o when o["list_id"] is not null:
                break; // the list itself, which says nothing that its items and the rules do not
            default:
                Refused.Add(new RefusedDefinition(place, "", "is no rule, which has rule_id and risk_score, and no item of an exception list"));
                break;
        }
    }
}
