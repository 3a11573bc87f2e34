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
            try
            {
                foreach (var (path, isLink) in Below(folder))
                    if ((isLink ? RealPath.Of(path) : path) is { } real) open.Push(real);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                onProblem(new SourceProblem(folder, Describe(e), IsLoss: true));
            }
        }

        return seen;
    }

    public static string Describe(Exception e) => e is UnauthorizedAccessException ? "may not be read: permission is missing" : e.Message;

    /// <summary>Folders in a folder, links to folders among them. Files cost nothing here: their kind stands in the folder's own entry.</summary>
    private static FileSystemEnumerable<(string Path, bool IsLink)> Below(string folder) =>
        new(folder, (ref FileSystemEntry entry) => (entry.ToFullPath(), (entry.Attributes & FileAttributes.ReparsePoint) != 0), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.IsDirectory,
        };
}
