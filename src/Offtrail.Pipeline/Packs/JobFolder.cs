using Offtrail.Anomalies;

namespace Offtrail.Pipeline;

/// <summary>The folder <c>jobs</c> of a data folder: a definition a file.</summary>
/// <param name="folder">The data folder.</param>
public sealed class JobFolder(DataFolder folder)
{
    /// <summary>The folder's name in the data folder.</summary>
    public const string Name = "jobs";

    private readonly string _path = Path.Combine(folder.Root, Name);

    /// <summary>Writes a job. Null when there is one of this id, or a file in its place, and it is not to be replaced.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="yaml">The text.</param>
    /// <param name="replace">Whether to replace what is there.</param>
    /// <returns>The file.</returns>
    /// <exception cref="DefinitionException">A file there is not valid YAML.</exception>
    public string? Put(string id, string yaml, bool replace)
    {
        Directory.CreateDirectory(_path);
        var file = Directory.EnumerateFiles(_path, "*.yaml").Order(StringComparer.Ordinal).FirstOrDefault(f => YamlMapping.Parse(File.ReadAllText(f), f).TextOrNull("id") == id) ?? Path.Combine(_path, id + ".yaml");
        if (File.Exists(file) && !replace) return null;
        UserFile.Replace(file, yaml);
        return file;
    }
}
