using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Offtrail.Exchange;

/// <summary>Writes a definition as YAML, key by key: any text comes back as it was (but for blanks at its ends, which our reader trims).</summary>
internal sealed class DefinitionYaml
{
    private readonly YamlMappingNode _root = new();

    /// <summary>Adds a text; none when it is null.</summary>
    public DefinitionYaml Add(string key, string? value)
    {
        if (value is not null) _root.Add(key, Scalar(value));
        return this;
    }

    public DefinitionYaml Add(string key, int? value) => Add(key, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a list; none when it is empty.</summary>
    public DefinitionYaml Add(string key, IReadOnlyCollection<string> values)
    {
        if (values.Count > 0) _root.Add(key, new YamlSequenceNode(values.Select(Scalar)));
        return this;
    }

    public DefinitionYaml Add(string key, DefinitionYaml? inner)
    {
        if (inner is { _root.Children.Count: > 0 }) _root.Add(key, inner._root);
        return this;
    }

    /// <summary>Adds a list of mappings; none when it is empty.</summary>
    public DefinitionYaml Add(string key, IReadOnlyCollection<DefinitionYaml> values)
    {
        if (values.Count > 0) _root.Add(key, new YamlSequenceNode(values.Select(v => v._root)));
        return this;
    }

    /// <summary>The document, below lines of comment.</summary>
    public string Text(IEnumerable<string> comments)
    {
        var text = new StringBuilder();
        foreach (var comment in comments) text.Append("# ").Append(OneLine(comment)).Append('\n');
        using var writer = new StringWriter(text, CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(writer, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024, indentSequences: true));
        new YamlStream(new YamlDocument(_root)).Save(emitter, assignAnchors: false);
        var end = text.ToString().TrimEnd();
        return (end.EndsWith("\n...", StringComparison.Ordinal) ? end[..^4].TrimEnd() : end) + "\n";
    }

    /// <summary>A comment ends with its line: whatever could break or steer a line becomes a blank.</summary>
    private static string OneLine(string comment) =>
        string.Concat(comment.Select(c => char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format ? ' ' : c));

    /// <summary>Several lines stand as a block, when a block can hold them.</summary>
    private static YamlScalarNode Scalar(string value)
    {
        var text = value.ReplaceLineEndings("\n").Trim();
        var isBlock = text.Contains('\n', StringComparison.Ordinal) && !text.Any(c => c != '\n' && (char.IsControl(c) || char.IsSurrogate(c) || c is '\uFEFF' or '\u2028' or '\u2029' or '\u0085'))
            && !text.Contains(" \n", StringComparison.Ordinal);
        return new YamlScalarNode(text) { Style = isBlock ? ScalarStyle.Literal : text.Any(c => char.IsControl(c) || c is '\uFEFF' or '\u2028' or '\u2029' or '\u0085') ? ScalarStyle.DoubleQuoted : ScalarStyle.Any };
    }
}
