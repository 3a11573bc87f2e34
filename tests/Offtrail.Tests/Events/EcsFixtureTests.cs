using System.Text.Json;
using Offtrail.Events;

namespace Offtrail.Tests.Events;

/// <summary>The columns against the documents that another implementation of the ECS mapping makes of the same records.</summary>
public sealed class EcsFixtureTests(ITestOutputHelper output)
{
    /// <summary>Fixtures whose record has no eventID (three) or no eventTime (the Lambda one): an ECS document can do without, an event of the lake can not.</summary>
    private static readonly string[] s_unusable = ["test-add-user-to-group-json", "test-create-key-pair-json", "test-create-user-json", "test-update-lambda-json"];

    [Fact]
    public void Every_column_of_every_fixture_is_as_expected()
    {
        if (Repository.Shared is not { } shared || !Directory.Exists(Path.Combine(shared, "ecs-fixtures", "aws-8.9.0")))
            Assert.Skip("the ECS fixtures are not on this machine (../shared/ecs-fixtures, or OFFTRAIL_SHARED)");
        var folder = Path.Combine(Repository.Shared!, "ecs-fixtures", "aws-8.9.0");
        var (equal, compared, records) = (0, 0, 0);
        var wrong = new List<string>();
        foreach (var file in Directory.GetFiles(folder, "*.log").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            using var tree = JsonDocument.Parse(File.ReadAllBytes(file + "-expected.json"));
            var expected = tree.RootElement.GetProperty("expected").EnumerateArray().ToArray();
            var lines = File.ReadAllLines(file);
            for (var i = 0; i < Math.Min(lines.Length, expected.Length); i++)
            {
                var read = Collector.Read(lines[i]);
                if (read.Rejected.Count > 0 && !s_unusable.Contains(name)) wrong.Add($"{name}:{i + 1} was rejected: {read.Rejected[0].Reason}");
                if (read.Events is not [var seen]) continue; // a blank line, a digest, an Insights event
                records++;
                foreach (var column in Enum.GetValues<EventColumn>().Except(EventColumns.BesideTheRecord))
                {
                    compared++;
                    if (seen[column] == Text(expected[i], column.Name())) equal++;
                    else wrong.Add($"{name}:{i + 1} {column.Name()}: is \"{seen[column]}\", expected \"{Text(expected[i], column.Name())}\"");
                }
            }
        }

        output.WriteLine($"{records} records: {equal} of {compared} columns equal");
        records.ShouldBeGreaterThan(100);
        wrong.ShouldBeEmpty();
    }

    private static string? Text(JsonElement document, string field)
    {
        foreach (var part in field.Split('.'))
            if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty(part, out document)) return null;
        return document.ValueKind switch
        {
            JsonValueKind.String => document.GetString(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Array when document.GetArrayLength() == 1 => document[0].GetString(),
            _ => document.GetRawText(),
        };
    }
}
