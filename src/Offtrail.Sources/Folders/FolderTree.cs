using System.IO.Enumeration;

namespace Offtrail.Sources;

/// <summary>All folders below one, links followed, each folder once however many links lead to it.</summary>
internal static class FolderTree
{
    /// <summary>Hidden files count as well; what may not be read is an error that the caller tells, not one to be skipped.</summary>
    public static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false };

    public static HashSet<string> Walk(string root, string? leftOut, Action<SourceProblem> onProblem)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>();
        open.Push(RealPath.Of(root) ?? Path.GetFullPath(root));
        while (open.TryPop(out var folder))
        {
            if (folder == leftOut || !seen.Add(folder)) continue;
            foreach (var below in FoldersIn(folder, onProblem)) open.Push(below);
        }

        return seen;
    }

    /// <summary>Folders of CloudTrail's layout in the order of their days; the others before them.</summary>
    public static IEnumerable<string> ByDay(IEnumerable<string> folders) => folders.OrderBy(Day, StringComparer.Ordinal).ThenBy(f => f, StringComparer.Ordinal);

    public static string Describe(Exception e) => e is UnauthorizedAccessException ? "may not be read: permission is missing" : e.Message;

    /// <summary>"yyyy/MM/dd" of a folder that ends so; else empty, which comes first.</summary>
    private static string Day(string folder)
    {
        if (folder.Length < 11) return "";
        var tail = folder.AsSpan(folder.Length - 11);
        for (var i = 0; i < tail.Length; i++)
        {
            var separator = i is 0 or 5 or 8;
            if (separator ? tail[i] is not ('/' or '\\') : !char.IsAsciiDigit(tail[i])) return "";
        }

        return tail.ToString();
    }

    /// <summary>The folders in one, their links resolved. What can't be looked at is told, and is none.</summary>
    public static IReadOnlyList<string> FoldersIn(string folder, Action<SourceProblem> onProblem)
    {
        var found = new List<string>();
        try
        {
            foreach (var (path, isLink) in Below(folder))
                if ((isLink ? RealPath.Of(path) : path) is { } real) found.Add(real);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            onProblem(new SourceProblem(folder, Describe(e), IsLoss: true));
        }

        return found;
    }

    /// <summary>Folders in a folder, links to folders among them. Files cost nothing here: their kind stands in the folder's own entry.</summary>
    private static FileSystemEnumerable<(string Path, bool IsLink)> Below(string folder) =>
        new(folder, (ref FileSystemEntry entry) => (entry.ToFullPath(), (entry.Attributes & FileAttributes.ReparsePoint) != 0), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.IsDirectory,
        };
}
