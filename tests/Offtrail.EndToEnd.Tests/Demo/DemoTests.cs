using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Offtrail.EndToEnd.Tests.Service;

namespace Offtrail.EndToEnd.Tests.Demo;

public sealed partial class DemoTests
{
    [Fact]
    public async Task Finds_the_attack_of_its_story_with_nothing_set_up()
    {
        using var work = new Workspace();
        var run = (await work.RunAsync("demo", "--format", "ndjson")).ShouldExit(0).ShouldSay("The story   ", "Next        offtrail demo --open", "offtrail alerts --data ");
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

    [Fact]
    public async Task Opens_the_pages_on_what_it_found_in_the_browser()
    {
        using var work = new Workspace();
        var (opened, program) = (Path.Combine(work.Root, "opened"), work.Write("browser/xdg-open", $"#!/bin/sh\nprintf %s \"$1\" > '{work.Root}/opening' && mv '{work.Root}/opening' '{work.Root}/opened'\n"));
        Shell.Chmod(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var under = new OfftrailProgram(work.Root, work.Home, work.Temp) { Under = ["env", $"PATH={Path.GetDirectoryName(program)}:{Environment.GetEnvironmentVariable("PATH")}"] };
        await using var service = await RunningService.OfAsync(work, under, ["demo", "--days", "10", "--open"]);
        await service.UntilAsync(() => Task.FromResult(File.Exists(opened)), "the browser is opened");
        var address = new Uri(await File.ReadAllTextAsync(opened, TestContext.Current.CancellationToken));
        address.GetLeftPart(UriPartial.Path).ShouldBe(new Uri(service.Address, "welcome").ToString());
        using var browser = new HttpClient(); // with cookies
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["token"] = address.Query["?token=".Length..], ["password"] = "a long enough password" });
        using var welcome = new HttpRequestMessage(HttpMethod.Post, new Uri(service.Address, "welcome")) { Content = form, Headers = { { "Sec-Fetch-Site", "same-origin" } } };
        (await (await browser.SendAsync(welcome, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("<title>Overview · Offtrail</title>");
        (await browser.GetFromJsonAsync<JsonElement>(new Uri(service.Address, "api/v1/alerts"), TestContext.Current.CancellationToken)).GetProperty("items").GetArrayLength().ShouldBeGreaterThan(0);
        (await service.StopAsync()).ExitCode.ShouldBe(0);
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
