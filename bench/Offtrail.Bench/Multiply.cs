using System.IO.Compression;

namespace Offtrail.Bench;

/// <summary>Many times the events of a folder of .json.gz: each copy of a file has event ids of its own, all else is the same.</summary>
internal static class Multiply
{
    public static int Run(string folder, string output, int copies)
    {
        Directory.CreateDirectory(output);
        Parallel.ForEach(Directory.GetFiles(folder, "*.json.gz"), new ParallelOptions { MaxDegreeOfParallelism = 2 }, file =>
        {
            var content = new MemoryStream();
            using (var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress)) gzip.CopyTo(content);
            var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
            for (var copy = 0; copy < copies; copy++)
            {
                Renumber(bytes, copy);
                using var target = new GZipStream(File.Create(Path.Combine(output, $"{Path.GetFileName(file)[13..23]}-{copy:000}-{Path.GetFileName(file)}")), CompressionLevel.Fastest);
                target.Write(bytes);
            }
        });
        return 0;
    }

    /// <summary>Writes the copy's number into the first three digits of each id; the others tell the copy's events apart.</summary>
    private static void Renumber(Span<byte> json, int copy)
    {
        var digits = System.Text.Encoding.ASCII.GetBytes(copy.ToString("x3", System.Globalization.CultureInfo.InvariantCulture));
        while (json.IndexOf("\"eventID\":"u8) is >= 0 and var at)
        {
            json = json[(at + "\"eventID\":"u8.Length)..];
            var quote = json.IndexOf((byte)'"');
            digits.CopyTo(json[(quote + 1)..]);
        }
    }
}
