using System.Text.Json;
using System.Text.RegularExpressions;

namespace Offtrail.EndToEnd.Tests.Demo;

public sealed partial class DemoTests
{
    [Fact]
    public async Task Finds_the_attack_of_its_story_with_nothing_set_up()
    {
        using var work = new Workspace();
        var run = (await work.RunAsync("demo", "--format", "ndjson")).ShouldExit(0).ShouldSay("The story   ", "Next        offtrail alerts --data ");
        var story = run.Error.Split('\n').Single(l => l.StartsWith("The story   ", StringComparison.Ordinal));
        var address = Address().Match(story).Value;
        var attack = run.Documents.Where(d => d.GetProperty("offtrail").GetProperty("alert").GetProperty("reason").GetString()!.Contains(address, StringComparison.Ordinal)).ToArray();
        attack.ShouldNotBeEmpty($"no alert names the attacker's address {address}");
        var (events, root) = (attack[0].GetProperty("offtrail").GetProperty("alert").GetProperty("event_ids"), Path.Combine(work.Home, ".local", "share", "offtrail", "demo"));
        events.GetArrayLength().ShouldBeGreaterThan(0);
        RecordsOf(Path.Combine(root, "trail"))
            .Where(r => events.EnumerateArray().Any(id => id.GetString() == r.GetProperty("eventID").GetString()))
            .ShouldContain(r => r.GetProperty("sourceIPAddress").GetString() == address);
    }

    [Fact]
    public async Task Is_the_same_for_everybody_and_another_with_another_seed()
    {
        using var work = new Workspace();
        async Task<string> AlertsAsync(string folder, string seed)
        {
            (await work.RunAsync("demo", "--days", "10", "--seed", seed, "--data", Path.Combine(work.Root, folder))).ShouldExit(0);
            return (await work.RunAsync("anomalies", "--data", Path.Combine(work.Root, folder, "data"))).Out;
        }

        var first = await AlertsAsync("one", "3");
        (await AlertsAsync("two", "3")).ShouldBe(first);
        (await AlertsAsync("one", "4")).ShouldNotBe(first); // and over what the demo before left
    }

    [Fact]
    public async Task Touches_no_folder_that_holds_something_else()
    {
        using var work = new Workspace();
        var file = work.Write("trail/mine.json", Sample.Three());
        (await work.RunAsync("demo", "--data", work.Trail)).ShouldExit(2).ShouldSay("holds something that no demo made");
        File.Exists(file).ShouldBeTrue();
    }

    private static IEnumerable<JsonElement> RecordsOf(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => f.Contains("/06/30/", StringComparison.Ordinal)).SelectMany(f =>
        {
            using var content = new System.IO.Compression.GZipStream(File.OpenRead(f), System.IO.Compression.CompressionMode.Decompress);
            using var document = JsonDocument.Parse(content);
            return document.RootElement.GetProperty("Records").Clone().EnumerateArray();
        });

    [GeneratedRegex(@"\d+\.\d+\.\d+\.\d+")]
    private static partial Regex Address();
}
