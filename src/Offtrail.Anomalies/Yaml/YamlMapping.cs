using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Offtrail.Anomalies;

/// <summary>
/// A mapping of a definition file, read key by key. Every key must be asked for: <see cref="Finish"/> refuses the
/// others with their place and the names that would have been right.
/// </summary>
public sealed class YamlMapping
{
    private readonly string _file;
    private readonly YamlMappingNode _node;
    private readonly List<string> _known = [];

    private YamlMapping(string file, YamlMappingNode node) => (_file, _node) = (file, node);

    /// <summary>Reads the one document of a file.</summary>
    /// <exception cref="DefinitionException">It is not YAML, not a mapping, or has a key twice.</exception>
    public static YamlMapping Parse(string text, string file)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw DefinitionException.At(file, e.Start.Line, e.Start.Column, $"not valid YAML: {e.InnerException?.Message ?? e.Message}");
        }

        if (stream.Documents.Count == 0) throw DefinitionException.At(file, 1, 1, "nothing stands here; expected keys and values, such as \"id: my_job\"");
        if (stream.Documents.Count != 1) throw DefinitionException.At(file, 1, 1, "expected one YAML document");
        return stream.Documents[0].RootNode is YamlMappingNode mapping
            ? new YamlMapping(file, mapping)
            : throw DefinitionException.At(file, 1, 1, "expected keys and values, such as \"id: my_job\"");
    }

    /// <summary>The text of a key that must be there.</summary>
    public string Text(string key) => TextOrNull(key) ?? throw Missing(key);

    /// <summary>The text of a key; null when it is not there.</summary>
    public string? TextOrNull(string key) => Scalar(key)?.Value?.Trim();

    /// <summary>The text of a key, which must be one of <paramref name="allowed"/>.</summary>
    public string OneOf(string key, string defaultValue, params ReadOnlySpan<string> allowed)
    {
        if (Scalar(key) is not { } scalar) return defaultValue;
        return allowed.Contains(scalar.Value) ? scalar.Value! : throw At(scalar, $"{key} is \"{scalar.Value}\"; right would be {Listed(allowed.ToArray())}");
    }

    /// <summary>A whole number within a range.</summary>
    public int Number(string key, int? defaultValue, int least, int most)
    {
        if (Scalar(key) is not { } scalar) return defaultValue ?? throw Missing(key);
        return int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw At(scalar, string.Create(CultureInfo.InvariantCulture, $"{key} is \"{scalar.Value}\"; right would be a whole number from {least} to {most}"));
    }

    /// <summary>A length of time such as "15m", "24h" or "30d" within a range.</summary>
    public TimeSpan Duration(string key, TimeSpan? defaultValue, TimeSpan least, TimeSpan most)
    {
        if (Scalar(key) is not { } scalar) return defaultValue ?? throw Missing(key);
        return Durations.TryParse(scalar.Value!, out var time) && time >= least && time <= most
            ? time
            : throw At(scalar, $"{key} is \"{scalar.Value}\"; right would be a time from {Durations.Text(least)} to {Durations.Text(most)}, such as 30s, 15m, 2h or 30d");
    }

    /// <summary>A look-back such as "now-2h".</summary>
    public TimeSpan LookBack(string key, TimeSpan least, TimeSpan most)
    {
        var scalar = Scalar(key) ?? throw Missing(key);
        return scalar.Value!.StartsWith("now-", StringComparison.Ordinal) && Durations.TryParse(scalar.Value[4..], out var time) && time >= least && time <= most
            ? time
            : throw At(scalar, $"{key} is \"{scalar.Value}\"; right would be now-{Durations.Text(least)} to now-{Durations.Text(most)}, such as now-2h");
    }

    /// <summary>The names of all keys, in the order of the file.</summary>
    public IReadOnlyList<string> Keys => [.. _node.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value ?? "")];

    /// <summary>Whether a key has a list.</summary>
    public bool IsList(string key) => Find(key) is YamlSequenceNode;

    /// <summary>Whether a key has keys below it.</summary>
    public bool IsMapping(string key) => Find(key) is YamlMappingNode;

    /// <summary>A day or a moment such as 2026-05-01 or 2026-05-01T08:30Z, in microseconds since 1970 UTC; null when the key is not there.</summary>
    public long? Moment(string key)
    {
        if (Scalar(key) is not { } scalar) return null;
        return scalar.Value!.Length >= 10 && scalar.Value[4] == '-' && DateTimeOffset.TryParse(scalar.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? (time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond
            : throw At(scalar, $"{key} is \"{scalar.Value}\"; right would be a time, such as 2026-05-01 or 2026-05-01T08:30Z");
    }

    /// <summary>A list of texts; empty when the key is not there.</summary>
    public IReadOnlyList<string> Texts(string key) =>
        Find(key) switch
        {
            null => [],
            YamlSequenceNode list => [.. list.Select(item => item is YamlScalarNode { Value: not null } text ? text.Value : throw At(item, $"{key} must be a list of texts"))],
            var other => throw At(other, $"{key} must be a list, such as [one, two]"),
        };

    /// <summary>A list of mappings; empty when the key is not there.</summary>
    public IReadOnlyList<YamlMapping> Mappings(string key) =>
        Find(key) switch
        {
            null => [],
            YamlSequenceNode list => [.. list.Select(item => item is YamlMappingNode mapping ? new YamlMapping(_file, mapping) : throw At(item, $"each item of {key} must have keys"))],
            var other => throw At(other, $"{key} must be a list"),
        };

    /// <summary>A mapping below this one; null when the key is not there.</summary>
    public YamlMapping? Mapping(string key) =>
        Find(key) switch
        {
            null => null,
            YamlMappingNode mapping => new YamlMapping(_file, mapping),
            var other => throw At(other, $"{key} must have keys below it"),
        };

    /// <summary>Refuses keys that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var (key, _) in _node.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!_known.Contains(name)) throw At(key, $"unknown key \"{name}\"; right would be {Listed([.. _known.Distinct().Order(StringComparer.Ordinal)])}");
        }
    }

    /// <summary>An error at the place of a key's value (or at this mapping).</summary>
    public DefinitionException Wrong(string key, string what) => At(Find(key) ?? _node, what);

    private YamlScalarNode? Scalar(string key) =>
        Find(key) switch
        {
            null => null,
            YamlScalarNode { Value: not null } scalar => scalar,
            var other => throw At(other, $"{key} must be a single value"),
        };

    private YamlNode? Find(string key)
    {
        _known.Add(key);
        return _node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
    }

    private DefinitionException Missing(string key) => At(_node, $"the key \"{key}\" is missing");

    private DefinitionException At(YamlNode node, string what) => DefinitionException.At(_file, node.Start.Line, node.Start.Column, what);

    private static string Listed(string[] names) => string.Join(", ", names);
}
