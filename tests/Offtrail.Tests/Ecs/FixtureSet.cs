using System.Text;
using System.Text.Json;

namespace Offtrail.Tests.Ecs;

/// <summary>Records with the documents that another implementation of the mapping makes of them.</summary>
internal sealed class FixtureSet(string name)
{
    public sealed record Fixture(string File, int Record, byte[] Line, JsonElement Expected);

    public string Name => name;

    public IEnumerable<Fixture> Read()
    {
        if (Repository.Shared is not { } shared || !Directory.Exists(Path.Combine(shared, "ecs-fixtures", name)))
            Assert.Skip("the ECS fixtures are not on this machine (../shared/ecs-fixtures, or OFFTRAIL_SHARED)");
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Shared!, "ecs-fixtures", name), "*.log").Order(StringComparer.Ordinal))
        {
            var lines = File.ReadAllLines(file).Where(line => !string.IsNullOrWhiteSpace(line)).ToArray();
            using var tree = JsonDocument.Parse(File.ReadAllBytes(file + "-expected.json"));
            var list = tree.RootElement.ValueKind == JsonValueKind.Array ? tree.RootElement : tree.RootElement.GetProperty("expected");
            // a blank line gives a document as well, one without a record in it
            var documents = list.EnumerateArray().Where(d => d.Field("event.original") is not null || d.TryGetProperty("event.original", out _)).ToArray();
            documents.Length.ShouldBe(lines.Length, file);
            for (var i = 0; i < lines.Length; i++)
                yield return new Fixture(Path.GetFileNameWithoutExtension(file), i + 1, Encoding.UTF8.GetBytes(lines[i]), documents[i].Clone());
        }
    }

    /// <summary>Tags that the set gave its records on their way in.</summary>
    public IReadOnlyList<string> TagsBefore()
    {
        var file = Path.Combine(Repository.Shared!, "ecs-fixtures", name, "test-common-config.yml");
        return File.Exists(file) ? [.. File.ReadAllLines(file).Select(l => l.Trim()).Where(l => l.StartsWith("- ", StringComparison.Ordinal)).Select(l => l[2..])] : [];
    }
}
