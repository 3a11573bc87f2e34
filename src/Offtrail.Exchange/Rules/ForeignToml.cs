using System.Text.Json.Nodes;
using Offtrail.Anomalies;
using Tomlyn;
using Tomlyn.Model;
using Tomlyn.Parsing;

namespace Offtrail.Exchange;

/// <summary>Reads TOML of another system into the tree that JSON is read into.</summary>
internal static class ForeignToml
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="DefinitionException">It is not TOML.</exception>
    public static JsonObject Parse(string text, string file)
    {
        try
        {
            SyntaxParser.ParseStrict(text, file, validate: true); // a table read without it has the last of two values of one key
            return Tree(TomlSerializer.Deserialize<TomlTable>(text) ?? []);
        }
        catch (TomlException e)
        {
            var at = e.Diagnostics.FirstOrDefault()?.Span.Start;
            throw DefinitionException.At(file, (at?.Line ?? 0) + 1, (at?.Column ?? 0) + 1, $"not valid TOML: {e.Diagnostics.FirstOrDefault()?.Message ?? e.Message}");
        }
    }

    private static JsonObject Tree(TomlTable table)
    {
        var tree = new JsonObject();
        foreach (var (key, value) in table) tree[key] = Node(value);
        return tree;
    }

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        TomlTable table => Tree(table),
        TomlTableArray tables => new JsonArray([.. tables.Select(Tree)]),
        TomlArray list => new JsonArray([.. list.Select(Node)]),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        long number => JsonValue.Create(number),
        double number when double.IsFinite(number) => JsonValue.Create(number),
        _ => JsonValue.Create(value.ToString()),
    };
}
