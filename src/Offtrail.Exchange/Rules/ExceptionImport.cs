using System.Text.Json.Nodes;
using Offtrail.Anomalies;
using Offtrail.Lake;
using Offtrail.Rules;

namespace Offtrail.Exchange;

/// <summary>Makes the exceptions of rules out of the items of exception lists, and takes our own back.</summary>
internal sealed class ExceptionImport(IReadOnlyList<ForeignRule> items, RuleVocabulary known, List<RefusedDefinition> refused)
{
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly HashSet<string> _usedLists = new(StringComparer.Ordinal);

    /// <summary>The exceptions of a rule.</summary>
    public IReadOnlyList<DefinitionYaml> Of(SettingReader rule)
    {
        var exceptions = new List<DefinitionYaml>();
        foreach (var own in rule.Object("meta") is { } meta ? Own(meta) : []) exceptions.Add(own);
        foreach (var list in rule.Objects("exceptions_list"))
        {
            var id = list.Text("list_id");
            list.Finish();
            _usedLists.Add(id);
            var inList = items.Where(i => ListOf(i) == id).ToArray();
            if (inList.Length == 0) rule.Leave("exceptions_list", $"the items of the list {id} are not in the file");
            foreach (var item in inList) if (Item(item, rule) is { } exception) exceptions.Add(exception);
        }

        return exceptions;
    }

    /// <summary>Tells which items no rule has asked for.</summary>
    public void Finish()
    {
        foreach (var item in items.Where(i => ListOf(i) is not { } list || !_usedLists.Contains(list)))
            refused.Add(new RefusedDefinition(item.Place, item.Rule["name"]?.ToString() ?? "", $"is an exception of the list {ListOf(item)}, which no rule of the file names"));
    }

    private static List<DefinitionYaml> Own(SettingReader meta)
    {
        var own = new List<DefinitionYaml>();
        if (meta.Object("offtrail") is { } offtrail)
        {
            foreach (var e in offtrail.Objects("exceptions"))
            {
                own.Add(new DefinitionYaml().Add("comment", e.TextOrNull("comment")).Add("when", e.Text("when")).Add("until", e.TextOrNull("until")));
                e.Finish();
            }

            offtrail.Finish();
        }

        meta.Finish();
        return own;
    }

    private DefinitionYaml? Item(ForeignRule item, SettingReader rule)
    {
        try
        {
            var reader = new SettingReader(item.Rule, ExceptionSettings.Table, rule.Notes, path: $"exception {item.Rule["name"]?.ToString() ?? item.Place}: ");
            reader.TextOrNull("list_id");
            string?[] words = [reader.TextOrNull("name"), reader.TextOrNull("description")];
            var until = reader.TextOrNull("expire_time");
            var when = FilterWriter.Text(Entries(reader, ""));
            reader.Finish();
            if (known.ExceptionFault(when) is { } fault) throw new DefinitionException(fault);
            return new DefinitionYaml().Add("comment", string.Join(": ", words.Where(w => !string.IsNullOrWhiteSpace(w)).Distinct())).Add("when", when).Add("until", until);
        }
        catch (Exception e) when (e is DefinitionException or FilterException)
        {
            if (_told.Add(item.Place)) refused.Add(new RefusedDefinition(item.Place, item.Rule["name"]?.ToString() ?? "", e.Message));
            return null;
        }
    }

    private static Filter Entries(SettingReader holder, string prefix)
    {
        var entries = holder.Objects("entries");
        return entries.Count > 0 ? DatafeedQuery.And([.. entries.Select(e => Entry(e, prefix))]) : throw holder.Wrong("entries", "is missing or empty");
    }

    private static Filter Entry(SettingReader entry, string prefix)
    {
        var (field, type, compare) = (prefix + entry.Text("field"), entry.Text("type"), entry.TextOrNull("operator") ?? "included");
        var filter = type switch
        {
            "match" => DatafeedQuery.Equal(field, entry.Text("value"), entry.PathOf("value")),
            "match_any" => DatafeedQuery.Or([.. entry.Texts("value").Select(v => DatafeedQuery.Equal(field, v, entry.PathOf("value")))]),
            "exists" => new Exists(field),
            "wildcard" => DatafeedQuery.Wildcard(field, entry.Text("value"), entry.PathOf("value")),
            "nested" => Nested(entry, field),
            _ => throw entry.Wrong("type", $"is \"{type}\"; right would be match, match_any, exists, wildcard or nested"),
        };
        entry.Finish();
        return compare switch
        {
            "included" => filter,
            "excluded" => DatafeedQuery.Not(filter),
            _ => throw entry.Wrong("operator", $"is \"{compare}\"; right would be included or excluded"),
        };
    }

    private static Filter Nested(SettingReader entry, string field) =>
        entry.Raw("entries") is JsonArray inner
            ? DatafeedQuery.And([.. inner.Select((e, i) => Entry(new SettingReader(e as JsonObject ?? throw entry.Wrong($"entries[{i}]", "must be an object"), ExceptionSettings.Table, entry.Notes, "entries.", entry.PathOf($"entries[{i}].")), field + "."))])
            : throw entry.Wrong("entries", "is missing");

    private static string? ListOf(ForeignRule item) => item.Rule["list_id"]?.ToString();
}
