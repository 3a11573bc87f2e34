using System.Formats.Tar;

namespace Offtrail.Pipeline;

/// <summary>Gives what is in a backup, file by file. The names are not to be trusted.</summary>
internal static class BackupReader
{
    /// <summary>The files of a backup, each with its path in it. A stream is good until the next is asked for.</summary>
    /// <exception cref="IOException">There is none, or it can't be read.</exception>
    public static IEnumerable<(string Name, Stream Content)> Read(string place) =>
        Directory.Exists(place) ? OfFolder(place) : File.Exists(place) ? OfArchive(place) : throw new IOException($"{place}: there is no such file or folder");

    private static IEnumerable<(string, Stream)> OfFolder(string root)
    {
        var file = Path.Combine(root, BackupIndex.FileName);
        if (!File.Exists(file)) throw new IOException($"{root} holds no backup: {BackupIndex.FileName} is missing");
        var bytes = File.ReadAllBytes(file);
        var index = BackupIndex.Parse(bytes, file);
        yield return (BackupIndex.FileName, new MemoryStream(bytes));
        foreach (var part in new[] { index.Folder, "lake" })
        {
            if (!Directory.Exists(Path.Combine(root, part))) continue;
            foreach (var path in Directory.EnumerateFiles(Path.Combine(root, part), "*", SearchOption.AllDirectories))
            {
                using var content = File.OpenRead(path);
                yield return (Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'), content);
            }
        }
    }

    private static IEnumerable<(string, Stream)> OfArchive(string place)
    {
        using var file = File.OpenRead(place);
        using var tar = new TarReader(file);
        while (Next() is { } entry)
            if (entry.EntryType is TarEntryType.RegularFile) yield return (entry.Name, entry.DataStream ?? Stream.Null);

        TarEntry? Next()
        {
            try
            {
                return tar.GetNextEntry();
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
            {
                throw new IOException($"{place} is no backup, or a damaged one: {e.Message}", e);
            }
        }
    }
}
