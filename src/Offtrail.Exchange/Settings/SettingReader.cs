using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Offtrail.Anomalies;

namespace Offtrail.Exchange;

/// <summary>
/// An object of another system's definition, read key by key. What nobody asked for is noted by name when the reading ends
/// (<see cref="Finish"/>), as the table says; only what the table calls taken can be asked for. Errors name the member.
/// </summary>
internal sealed class SettingReader
{
    private readonly JsonObject _node;
    private readonly SettingTable _table;
    private readonly string _schema;
    private readonly string _path;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Begins to read.</summary>
    /// <param name="node">The object.</param>
    /// <param name="table">What it may have.</param>
    /// <param name="notes">Where to note what is not taken.</param>
    /// <param name="schema">What stands before its settings' names in the table.</param>
    /// <param name="path">What stands before its settings' names in messages.</param>
    public SettingReader(JsonObject node, SettingTable table, ImportNotes notes, string schema = "", string path = "") =>
        (_node, _table, Notes, _schema, _path) = (node, table, notes, schema, path);

    public ImportNotes Notes { get; }

    /// <summary>The text of a setting that must be there.</summary>
    public string Text(string key) => TextOrNull(key) ?? throw Wrong(key, "is missing");

    public string? TextOrNull(string key) => Ask(key) switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var other => throw Wrong(key, $"is {Shown(other)}; right would be a text"),
    };

    /// <summary>A whole number; null when it is not there.</summary>
    public int? Number(string key) => Ask(key) switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number == Math.Truncate(number) && Math.Abs(number) < int.MaxValue => (int)number,
        var other => throw Wrong(key, $"is {Shown(other)}; right would be a whole number"),
    };

    public bool? Flag(string key) => Ask(key) switch
    {
        null => null,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        var other => throw Wrong(key, $"is {Shown(other)}; right would be true or false"),
    };

    /// <summary>A list of texts; a single text counts as one.</summary>
    public IReadOnlyList<string> Texts(string key) => Ask(key) switch
    {
        null => [],
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        JsonArray list => [.. list.Select((item, i) => item is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Wrong($"{key}[{i}]", $"is {Shown(item)}; right would be a text"))],
        var other => throw Wrong(key, $"is {Shown(other)}; right would be a list of texts"),
    };

    public IReadOnlyList<SettingReader> Objects(string key) => Ask(key) switch
    {
        null => [],
        JsonArray list => [.. list.Select((item, i) => item is JsonObject inner ? Inner(inner, key, $"{key}[{i}]") : throw Wrong($"{key}[{i}]", $"is {Shown(item)}; right would be an object"))],
        var other => throw Wrong(key, $"is {Shown(other)}; right would be a list of objects"),
    };

    public SettingReader? Object(string key) => Ask(key) switch
    {
        null => null,
        JsonObject inner => Inner(inner, key, key),
        var other => throw Wrong(key, $"is {Shown(other)}; right would be an object"),
    };

    /// <summary>The member as it is.</summary>
    public JsonNode? Raw(string key) => Ask(key);

    /// <summary>Where a setting stands in the definition, for messages.</summary>
    public string PathOf(string key) => _path + key;

    /// <summary>Notes that a value of a setting was not taken.</summary>
    public void Leave(string key, string reason) => Notes.Leave(PathOf(key), reason);

    /// <summary>Notes by name what nobody asked for.</summary>
    /// <exception cref="DefinitionException">The definition is refused with it.</exception>
    public void Finish()
    {
        foreach (var (key, value) in _node)
        {
            if (_asked.Contains(key) || IsEmpty(value)) continue;
            var setting = _table.Find(_schema + key);
            if (setting is { Use: SettingUse.Refused }) throw Wrong(key, $"can't be taken: {setting.What}");
            if (setting is { Use: SettingUse.Needless }) Notes.Skip(_schema + key);
            else Leave(key, setting?.What ?? "a setting of this name is not known");
        }
    }

    public DefinitionException Wrong(string key, string what) => new($"{PathOf(key)} {what}");

    private SettingReader Inner(JsonObject inner, string key, string place) => new(inner, _table, Notes, $"{_schema}{key}.", $"{_path}{place}.");

    private JsonNode? Ask(string key)
    {
        if (!_table.IsTaken(_schema + key)) throw new InvalidOperationException($"the table does not say that {_schema}{key} is taken");
        _asked.Add(key);
        return _node[key];
    }

    /// <summary>Values that say what is so without them: nothing is lost.</summary>
    private static bool IsEmpty(JsonNode? value) => value switch
    {
        null => true,
        JsonArray list => list.Count == 0,
        JsonObject inner => inner.Count == 0,
        JsonValue one => one.GetValueKind() is JsonValueKind.False || (one.TryGetValue<string>(out var text) && text.Length == 0),
        _ => false,
    };

    private static string Shown(JsonNode? node)
    {
        var text = node?.ToJsonString() ?? "null";
        return text.Length <= 60 ? text : text[..60] + "…";
    }
}
