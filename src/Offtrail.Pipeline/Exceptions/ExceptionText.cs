using Offtrail.Anomalies;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Offtrail.Pipeline;

/// <summary>Puts single entries into the text of an exceptions file and takes them out; all else stays as it was written.</summary>
public static class ExceptionText
{
    private const string Key = "exceptions";

    /// <summary>The text with one exception more, behind the others.</summary>
    /// <param name="text">The YAML, which is right.</param>
    /// <param name="entry">The exception on lines of its own, its dash in column 3.</param>
    /// <exception cref="DefinitionException">The list stands in brackets, so that nothing can be put behind it.</exception>
    public static string With(string text, string entry)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').ToList();
        var root = Root(text);
        var key = root?.Children.Keys.OfType<YamlScalarNode>().FirstOrDefault(k => k.Value == Key);
        if (key is null) return string.Join('\n', [.. lines.Where((l, i) => i > 0 || l.Length > 0), $"{Key}:", entry]);
        var next = root!.Children.Keys.Where(k => k.Start.Line > key.Start.Line).Select(k => (int)k.Start.Line - 1).DefaultIfEmpty(lines.Count).Min();
        if (root.Children[key] is not YamlSequenceNode { Children.Count: > 0 } list) lines[(int)key.Start.Line - 1] = $"{Key}:"; // nothing, or []
        else if (list.Style == SequenceStyle.Flow) throw new DefinitionException("the exceptions stand in brackets; write each on lines of its own that begin with \"-\", then it can be added");
        else entry = Moved(entry, (int)list.Children[0].Start.Column - 5);
        lines.Insert(next, entry.TrimEnd('\n'));
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>The text without one of its exceptions.</summary>
    /// <param name="text">The YAML, which is right.</param>
    /// <param name="index">Number of the entry, from 0.</param>
    /// <exception cref="DefinitionException">There is no such entry, or it does not stand on lines of its own.</exception>
    public static string Without(string text, int index)
    {
        if (Root(text) is not { } root || !root.Children.TryGetValue(new YamlScalarNode(Key), out var node) || node is not YamlSequenceNode list || index < 0 || index >= list.Children.Count) throw new DefinitionException("there is no such exception any more; reload the page");
        var lines = text.ReplaceLineEndings("\n").Split('\n').ToList();
        var (first, last) = ((int)list.Children[index].Start.Line - 1, (int)list.Children[index].AllNodes.OfType<YamlScalarNode>().Max(n => n.End.Line) - 1);
        if (list.Children.Count > 1 && list.Children.Where((_, i) => i != index).Any(c => c.Start.Line - 1 >= first && c.Start.Line - 1 <= last) || !lines[first].TrimStart().StartsWith('-'))
            throw new DefinitionException("the exception does not stand on lines of its own; take it out of the YAML");
        while (last > first && (string.IsNullOrWhiteSpace(lines[last]) || (list.Children[index].AllNodes.OfType<YamlScalarNode>().All(n => n.Start.Line - 1 != last) && lines[last].TrimStart().StartsWith('-')))) last--; // a block scalar ends where the next token begins
        lines.RemoveRange(first, last - first + 1);
        if (list.Children.Count == 1)
        {
            var key = lines.FindIndex(l => l.StartsWith($"{Key}:", StringComparison.Ordinal));
            lines[key] = $"{Key}: []";
        }

        return string.Join('\n', lines);
    }

    private static YamlMappingNode? Root(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode as YamlMappingNode;
    }

    /// <summary>The entry with its dash as far right as those of the list.</summary>
    private static string Moved(string entry, int by) => by == 0 ? entry : string.Join('\n', entry.Split('\n').Select(l => by > 0 ? (l.Length > 0 ? new string(' ', by) + l : l) : l[Math.Min(-by, l.Length - l.TrimStart().Length)..]));
}
