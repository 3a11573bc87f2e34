using System.IO.Compression;
using System.Text.Json;

namespace Offtrail.Bench;

/// <summary>The same records in few large files: one "Records" file for each account and day of a trail, as .json.gz.</summary>
internal static class MergeFiles
{
    public static int Run(string trail, string output)
    {
        Directory.CreateDirectory(output);
        var open = new Dictionary<string, (GZipStream Stream, bool Any)>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(trail, "*.json.gz", new EnumerationOptions { RecurseSubdirectories = true }).Order(StringComparer.Ordinal))
        {
            using var content = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
            using var tree = JsonDocument.Parse(content);
            if (!tree.RootElement.TryGetProperty("Records", out var records)) continue;
            foreach (var record in records.EnumerateArray())
            {
                var key = $"{record.GetProperty("recipientAccountId").GetString()}-{record.GetProperty("eventTime").GetString()![..10]}";
                if (!open.TryGetValue(key, out var part))
                {
                    part = (new GZipStream(File.Create(Path.Combine(output, key + ".json.gz")), CompressionLevel.Optimal), false);
                    part.Stream.Write("{\"Records\":["u8);
                }

                if (part.Any) part.Stream.Write(","u8);
                part.Stream.Write(System.Text.Encoding.UTF8.GetBytes(record.GetRawText()));
                open[key] = (part.Stream, true);
            }
        }

        foreach (var (stream, _) in open.Values)
        {
            stream.Write("]}"u8);
            stream.Dispose();
        }

        return 0;
    }
}
