using Offtrail.Anomalies;
using YamlDotNet.RepresentationModel;

namespace Offtrail.Pipeline;

/// <summary>Takes single entries out of the text of an exceptions file; all else stays as it was written.</summary>
public static class ExceptionText
{
    /// <summary>The text without one of its exceptions.</summary>
    /// <param name="text">The YAML, which is right.</param>
    /// <param name="index">Number of the entry, from 0.</param>
    /// <exception cref="DefinitionException">There is no such entry, or it does not stand on lines of its own.</exception>
    public static string Without(string text, int index)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var root = (YamlMappingNode)stream.Documents[0].RootNode;
        if (!root.Children.TryGetValue(new YamlScalarNode("exceptions"), out var node) || node is not YamlSequenceNode list || index < 0 || index >= list.Children.Count) throw new DefinitionException("there is no such exception any more; reload the page");
        var lines = text.ReplaceLineEndings("\n").Split('\n').ToList();
        var (first, last) = ((int)list.Children[index].Start.Line - 1, (int)list.Children[index].AllNodes.OfType<YamlScalarNode>().Max(n => n.End.Line) - 1);
        if (list.Children.Count > 1 && list.Children.Where((_, i) => i != index).Any(c => c.Start.Line - 1 >= first && c.Start.Line - 1 <= last) || !lines[first].TrimStart().StartsWith('-'))
            throw new DefinitionException("the exception does not stand on lines of its own; take it out of the YAML");
        while (last > first && (string.IsNullOrWhiteSpace(lines[last]) || (list.Children[index].AllNodes.OfType<YamlScalarNode>().All(n => n.Start.Line - 1 != last) && lines[last].TrimStart().StartsWith('-')))) last--; // a block scalar ends where the next token begins
        lines.RemoveRange(first, last - first + 1);
        if (list.Children.Count == 1)
        {
            var key = lines.FindIndex(l => l.StartsWith("exceptions:", StringComparison.Ordinal));
            lines[key] = "exceptions: []";
        }

        return string.Join('\n', lines);
    }
}
