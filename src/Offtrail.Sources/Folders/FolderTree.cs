namespace Offtrail.Sources;

/// <summary>All folders below one, links followed, each folder once however many links lead to it.</summary>
internal sealed class FolderTree
{
    /// <summary>Hidden files count as well; what may not be read is an error that the caller tells, not one to be skipped.</summary>
    public static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false };

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public List<string> Folders { get; } = [];

    public List<string> LinkedFiles { get; } = [];

    public static FolderTree Walk(string root, Action<SourceProblem> onProblem)
    {
        var tree = new FolderTree();
        var open = new Stack<string>();
        open.Push(RealPath.Of(root));
        while (open.TryPop(out var folder))
        {
            if (!tree._seen.Add(folder)) continue;
            tree.Folders.Add(folder);
            try
            {
                tree.Look(folder, open, onProblem);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                onProblem(new SourceProblem(folder, Describe(e), IsLoss: true));
            }
        }

        return tree;
    }

    public static string Describe(Exception e) => e is UnauthorizedAccessException ? "may not be read: permission is missing" : e.Message;

    private void Look(string folder, Stack<string> open, Action<SourceProblem> onProblem)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything))
        {
            var isLink = (entry.Attributes & FileAttributes.ReparsePoint) != 0;
            if (!isLink)
            {
                if (entry is DirectoryInfo) open.Push(entry.FullName);
                continue;
            }

            var target = RealPath.Of(entry.FullName);
            if (Directory.Exists(target)) open.Push(target);
            else if (!File.Exists(target)) onProblem(new SourceProblem(entry.FullName, "is a link that leads nowhere", IsLoss: false));
            else if (new FileInfo(target).Length > 0 && _seen.Add(target)) LinkedFiles.Add(target);
        }
    }
}
