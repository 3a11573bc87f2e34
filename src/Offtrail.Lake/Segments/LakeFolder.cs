namespace Offtrail.Lake;

/// <summary>Where the lake's files are.</summary>
public sealed class LakeFolder(string root)
{
    /// <summary>The folder itself.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The full path of a segment.</summary>
    public string PathOf(Segment segment) => Path.Combine(Root, segment.Path);
}
