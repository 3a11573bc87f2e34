using System.IO.Compression;

namespace Offtrail.Bench;

/// <summary>Many times the events of a folder of .json.gz: each copy of a file has ids and seconds of its own, all else is the same.</summary>
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
            var random = new Random(file.Length);
            for (var copy = 0; copy < copies; copy++)
            {
                Vary(bytes, copy, random);
                using var target = new GZipStream(File.Create(Path.Combine(output, $"{Path.GetFileName(file)[13..23]}-{copy:000}-{Path.GetFileName(file)}")), CompressionLevel.Fastest);
                target.Write(bytes);
            }
        });
        return 0;
    }

    /// <summary>Draws the ids' digits and the seconds anew: what is random in a trail is random in each copy, so that copies don't compress to nothing. The same each time.</summary>
    private static void Vary(Span<byte> json, int copy, Random random)
    {
        var number = System.Text.Encoding.ASCII.GetBytes(copy.ToString("x3", System.Globalization.CultureInfo.InvariantCulture));
        foreach (var member in (ReadOnlySpan<byte[]>)["\"eventID\":"u8.ToArray(), "\"requestID\":"u8.ToArray(), "\"eventTime\":"u8.ToArray()])
        {
            var rest = json;
            while (rest.IndexOf(member) is >= 0 and var at)
            {
                rest = rest[(at + member.Length)..];
                var value = rest[(rest.IndexOf((byte)'"') + 1)..];
                value = value[..value.IndexOf((byte)'"')];
                if (member[1] == (byte)'e' && member[6] == (byte)'T') // 2026-05-01T00:00:05Z
                {
                    (value[17], value[18]) = ((byte)('0' + random.Next(6)), (byte)('0' + random.Next(10)));
                    continue;
                }

                foreach (ref var digit in value) if (char.IsAsciiHexDigit((char)digit)) digit = (byte)"0123456789abcdef"[random.Next(16)];
                if (member[1] == (byte)'e') number.CopyTo(value); // no id comes twice
            }
        }
    }
}
