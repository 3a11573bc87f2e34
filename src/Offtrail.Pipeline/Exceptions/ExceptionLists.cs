using Offtrail.Anomalies;
using Offtrail.Lake;

namespace Offtrail.Pipeline;

/// <summary>The value lists of an exceptions file: values themselves, or a file with one value a line.</summary>
internal static class ExceptionLists
{
    private const int MostValues = 10_000;

    /// <summary>Reads them.</summary>
    /// <param name="yaml">Names with their values; null for none.</param>
    /// <param name="root">Where relative file names begin.</param>
    /// <exception cref="DefinitionException">A list is empty, too long, or its file can't be read.</exception>
    public static FilterLists Parse(YamlMapping? yaml, string root)
    {
        if (yaml is null) return FilterLists.None;
        var lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var name in yaml.Keys)
        {
            var values = yaml.IsList(name) ? yaml.Texts(name) : Lines(yaml, name, root);
            if (values.Count is 0 or > MostValues) throw yaml.Wrong(name, $"the list {name} has {values.Count} values; right would be 1 to {MostValues}");
            lists[name] = values;
        }

        yaml.Finish();
        return new FilterLists(lists);
    }

    private static IReadOnlyList<string> Lines(YamlMapping yaml, string name, string root)
    {
        var list = yaml.Mapping(name)!;
        var path = Path.Combine(root, list.Text("file"));
        list.Finish();
        try
        {
            return [.. File.ReadLines(path).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#')];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw list.Wrong("file", $"the list {name} can't be read: {e.Message}");
        }
    }
}
