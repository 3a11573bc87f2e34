namespace Offtrail.Sources;

/// <summary>A path with all of its links resolved, so that two ways to one place have one name.</summary>
internal static class RealPath
{
    private const int MostLinks = 40; // as Linux; more is a loop

    /// <summary>The path without links; null when they lead nowhere or round in a circle.</summary>
    public static string? Of(string path)
    {
        var full = Path.GetFullPath(path);
        for (var links = 0; links < MostLinks; links++)
        {
            if (FirstLink(full) is not { } resolved) return Path.Exists(full) ? full : null;
            full = resolved;
        }

        return null;
    }

    /// <summary>The path with the topmost link in it replaced by its target; null when no part of it is a link.</summary>
    private static string? FirstLink(string full)
    {
        var root = Path.GetPathRoot(full) ?? "";
        for (var end = root.Length; end < full.Length;)
        {
            var next = full.IndexOf(Path.DirectorySeparatorChar, end);
            if (next < 0) next = full.Length;
            var part = full[..next];
            if (new FileInfo(part).LinkTarget is { } target)
                return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(part)!, target) + full[next..]);
            end = next + 1;
        }

        return null;
    }
}
