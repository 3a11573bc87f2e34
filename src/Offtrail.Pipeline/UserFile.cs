using System.Text;
using System.Text.Unicode;
using Offtrail.Anomalies;

namespace Offtrail.Pipeline;

/// <summary>A file that a user writes: a definition, exceptions, sinks.</summary>
public static class UserFile
{
    /// <summary>Reads it: UTF-8, or UTF-16 with its mark at the beginning.</summary>
    /// <exception cref="DefinitionException">It has bytes that are no text in UTF-8: read anyway they would change what it says.</exception>
    public static string Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (!Utf8.IsValid(bytes) && bytes is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])) throw DefinitionException.At(path, FirstWrongLine(bytes), 1, "this line is not UTF-8; save the file as UTF-8");
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>The YAML files of a folder by name; none when there is no such folder.</summary>
    public static IEnumerable<string> YamlOf(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Where(f => Path.GetExtension(f) is ".yaml" or ".yml").Order(StringComparer.Ordinal) : [];

    /// <summary>Puts a text in the place of the file's: all of it or, after a crash, what was there.</summary>
    internal static void Replace(string path, string text)
    {
        var beside = path + ".new";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
        using (var writer = new StreamWriter(file))
        {
            writer.Write(text);
            writer.Flush();
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    private static int FirstWrongLine(ReadOnlySpan<byte> bytes)
    {
        var line = 1;
        foreach (var range in bytes.Split((byte)'\n')) // a line break is no part of any other character
        {
            if (!Utf8.IsValid(bytes[range])) break;
            line++;
        }

        return line;
    }
}
