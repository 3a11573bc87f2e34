using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests;

/// <summary>A temporary folder of one test: its trail, the program's data, its home. Deleted at the end.</summary>
internal sealed class Workspace : IDisposable
{
    public Workspace()
    {
        Root = Directory.CreateTempSubdirectory("offtrail-e2e-").FullName;
        foreach (var folder in new[] { Trail, Home, Temp }) Directory.CreateDirectory(folder);
        Program = new OfftrailProgram(Root, Home, Temp);
    }

    public string Root { get; }

    public string Trail => Path.Combine(Root, "trail");

    public string Data => Path.Combine(Root, "data");

    public string Home => Path.Combine(Root, "home");

    public string Temp => Path.Combine(Root, "tmp");

    public OfftrailProgram Program { get; }

    /// <summary>Runs any command.</summary>
    public Task<ProgramResult> RunAsync(params string[] args) => Program.RunAsync(args);

    /// <summary>Runs "detect" with this workspace's data folder; with the one rule that small trails can be made for, unless the arguments name others.</summary>
    public Task<ProgramResult> DetectAsync(params string[] args) => Program.RunAsync(["detect", .. args, .. OneRule(args), "--data", Data]);

    /// <summary>Runs "detect -" on these bytes.</summary>
    public Task<ProgramResult> DetectInputAsync(byte[] input, params string[] args) => Program.RunAsync(["detect", "-", .. args, .. OneRule(args), "--data", Data], input);

    private static string[] OneRule(string[] args) => args.Contains("--rule") || args.Contains("--job") ? [] : ["--rule", "rare_error_code"];

    /// <summary>What the lake's quarantine lists.</summary>
    public async Task<string[]> QuarantineAsync() => (await RunAsync("lake", "quarantine", "--data", Data)).ShouldExit(0).OutLines;

    /// <summary>Everything that can be found out of the lake: all anomaly records, then all alerts.</summary>
    public async Task<string> FindingsAsync()
    {
        var anomalies = (await RunAsync("anomalies", "--data", Data)).ShouldExit(0).Out;
        return anomalies + "--\n" + (await RunAsync("alerts", "--data", Data, "--format", "ndjson")).ShouldExit(0).Out;
    }

    /// <summary>Writes a file of the trail; gives its path.</summary>
    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(Trail, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    /// <summary>Writes a "Records" file.</summary>
    public string Write(string name, params JsonObject[] records) => Write(name, Sample.File(records));

    public static byte[] Gzip(byte[] content)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest)) gzip.Write(content);
        return compressed.ToArray();
    }

    public static byte[] Gzip(string content) => Gzip(Encoding.UTF8.GetBytes(content));

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return archive.ToArray();
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
