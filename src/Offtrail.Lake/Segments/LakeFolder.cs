using System.IO.Hashing;
using ParquetSharp;

namespace Offtrail.Lake;

/// <summary>Where the lake's files are, and how a new one comes into its place.</summary>
public sealed class LakeFolder(string root)
{
    /// <summary>The folder itself.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The full path of a segment.</summary>
    public string PathOf(Segment segment) => Path.Combine(Root, segment.Path);

    /// <summary>The path below the lake of a segment that is to be written.</summary>
    /// <param name="partition">Its account and day.</param>
    /// <param name="name">A file name without ending.</param>
    public static string NewPath(PartitionKey partition, string name) => $"{partition.Folder}/{name}.parquet";

    /// <summary>All files below the lake, by their path as the manifest has it. Also those that no manifest lists.</summary>
    public IEnumerable<string> Files() => Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Root, f).Replace(Path.DirectorySeparatorChar, '/'));

    /// <summary>The checksum of a file as it is on the disk: XXH128 in hexadecimal.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public static string Checksum(string file)
    {
        var hash = new XxHash128();
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        hash.Append(stream);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>
    /// Has a file written beside its final name and renames it. Until the manifest lists it, it does not exist, so a crash
    /// at any point leaves nothing but a file that nobody reads.
    /// </summary>
    /// <param name="path">Its path below the lake.</param>
    /// <param name="write">Writes the file under the name given and flushes it to the disk.</param>
    /// <exception cref="LakeException">The disk is full or fails.</exception>
    internal T Place<T>(string path, Func<string, T> write)
    {
        var full = Path.Combine(Root, path);
        var beside = full + ".new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            var result = write(beside);
            File.Move(beside, full, overwrite: false);
            return result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ParquetException or LakeException)
        {
            TryDelete(beside); // half a file is of no use, and on a full disk its room is
            throw new LakeException($"the lake can't be written: {e.Message.Split('\n')[0]}. What was committed is kept; when there is room again, the same command does the rest.", e);
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // the next start removes it
        }
    }
}
