namespace Offtrail.Server;

/// <summary>Whether the sources of the configuration can be looked at. Those behind a network are not asked.</summary>
internal static class SourceCheck
{
    private const string Area = "sources";

    public static IEnumerable<Finding> Of(ServiceConfig config)
    {
        if (config.Sources.Count == 0) yield return Finding.Warning(Area, "the configuration names no sources", "name some with sources:, or folders behind \"offtrail serve\"");
        foreach (var source in config.Sources)
        {
            var (name, type) = (source.TextOrNull("id") ?? "without an id", source.TextOrNull("type"));
            if (type == "folder" && source.TextOrNull("path") is { } path) yield return Folder(name, path);
            else yield return Finding.Ok(Area, $"{name} ({type}) is not asked from here; \"offtrail_source_problems\" of a running service tells how it is");
        }
    }

    private static Finding Folder(string name, string path)
    {
        try
        {
            if (!Directory.Exists(path)) return Finding.Problem(Area, $"{name}: there is no folder {path}", "make it, or mend path: of this source");
            _ = Directory.EnumerateFileSystemEntries(path).Any();
            return Finding.Ok(Area, $"{name}: {path} can be read");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Finding.Problem(Area, $"{name}: {e.Message}", $"let {Environment.UserName} read it");
        }
    }
}
