using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>Whether the sources of the configuration can be looked at. Those behind a network are not asked.</summary>
internal static class SourceCheck
{
    private const string Area = "sources";

    public static IEnumerable<Finding> Of(ServiceConfig config)
    {
        if (config.Sources.All.Count == 0) yield return Finding.Warning(Area, "the configuration names no sources", "name some with sources:, or folders behind \"offtrail serve\"");
        foreach (var source in config.Sources.All)
            yield return source.Settings is FolderSourceSettings folder ? Folder(source.Id, folder.Path) : Finding.Ok(Area, $"{source.Id} ({source.Type}, {source.Settings.Target}) is not asked from here; \"offtrail_source_problems\" of a running service tells how it is");
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
