using Offtrail.Anomalies;

namespace Offtrail.Pipeline;

/// <summary>The folder <c>jobs</c> of a data folder: a definition a file.</summary>
/// <param name="folder">The data folder.</param>
public sealed class JobFolder(DataFolder folder)
{
    /// <summary>The folder's name in the data folder.</summary>
    public const string Name = "jobs";

    private readonly string _path = Path.Combine(folder.Root, Name);

    /// <summary>Writes a job. Null when there is one of this id, which is not to be replaced.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="yaml">The text.</param>
    /// <param name="replace">Whether to replace what is there.</param>
    /// <returns>The file.</returns>
    /// <exception cref="DefinitionException">A file there is not valid YAML, or the one of this name holds another job.</exception>
    public string? Put(string id, string yaml, bool replace)
    {
        Directory.CreateDirectory(_path);
        var there = UserFile.YamlOf(_path).FirstOrDefault(f => YamlMapping.Parse(UserFile.Read(f), f).TextOrNull("id") == id);
        if (there is not null && !replace) return null;
        var file = there ?? Path.Combine(_path, id + ".yaml");
        if (there is null && File.Exists(file)) throw new DefinitionException($"stays out: {file} holds a job of another id; give that file another name");
        UserFile.Replace(file, yaml);
        return file;
    }
}
