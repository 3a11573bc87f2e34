using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Offtrail.Events;

namespace Offtrail.Tests.Enrichment;

/// <summary>All user agents of the shared real trails, whatever the form of the file: zips, gzip, JSON within JSON.</summary>
public sealed partial class RealUserAgentTests(ITestOutputHelper output)
{
    [Fact]
    public void Hardly_any_user_agent_of_real_trails_is_unknown()
    {
        if (Repository.Shared is not { } shared || !Directory.Exists(Path.Combine(shared, "datasets"))) Assert.Skip("the real trails are not on this machine (../shared/datasets, or OFFTRAIL_SHARED)");
        var agents = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var folder in new[] { "datasets", Path.Combine("eval", "scenarios"), "ecs-fixtures" }.Select(f => Path.Combine(Repository.Shared!, f)).Where(Directory.Exists))
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                Take(File.ReadAllBytes(file), agents);
        agents.Count.ShouldBeGreaterThan(400);
        var others = agents.Where(a => ClientParser.Parse(Utf8.Of(a)).Class == ClientClass.Other).ToArray();
        output.WriteLine($"{agents.Count} user agents, {others.Length} of them other: {string.Join(" | ", others)}");
        foreach (var group in agents.GroupBy(a => ClientParser.Parse(Utf8.Of(a)).Class).OrderByDescending(g => g.Count())) output.WriteLine($"{group.Count(),5} {group.Key.Text()}");
        others.Length.ShouldBeLessThanOrEqualTo(agents.Count / 50);
    }

    private static void Take(byte[] content, SortedSet<string> agents)
    {
        if (content.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            using var zip = new ZipArchive(new MemoryStream(content));
            foreach (var entry in zip.Entries)
            {
                using var stream = entry.Open();
                Take(All(stream), agents);
            }
        }
        else if (content is [0x1f, 0x8b, ..])
        {
            using var stream = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            Take(All(stream), agents);
        }
        else
        {
            foreach (Match match in UserAgent().Matches(Encoding.UTF8.GetString(content)))
                if (match.Groups[1].Value is { Length: > 1 } text) agents.Add(Regex.Unescape(text));
        }
    }

    private static byte[] All(Stream stream)
    {
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    [GeneratedRegex("""\\?"userAgent\\?"\s*:\s*\\?"([^"\\]*)""")]
    private static partial Regex UserAgent();
}
