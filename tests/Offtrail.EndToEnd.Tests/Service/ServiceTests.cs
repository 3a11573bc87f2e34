using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>The loops of the service: what comes is read, judged and told, and however it ends, nothing is lost.</summary>
public sealed class ServiceTests(ITestOutputHelper output)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_comes_is_read_judged_and_told_and_the_end_is_in_order()
    {
        using var work = new Workspace();
        using var receiver = new Sinks.AlertReceiver();
        Directory.CreateDirectory(work.Data);
        await File.WriteAllTextAsync(Path.Combine(work.Data, "sinks.yaml"), $"sinks:\n  - {{id: hook, type: webhook, url: '{receiver.Url}', rules: [rare_error_code]}}\n", Cancelled);
        await using var service = await RunningService.StartAsync(work);
        using var client = service.Client(await service.KeyAsync("viewer"));
        await service.UntilAsync(async () => (await client.GetAsync("/health/ready", Cancelled)).StatusCode == HttpStatusCode.OK, "it is ready");
        SmallTrail.Write(work);
        await service.UntilAsync(() => Task.FromResult(!receiver.Got.IsEmpty), "the webhook has an alert");
        receiver.Got.Count.ShouldBe(1);
        receiver.Got.First().Body.ShouldContain(SmallTrail.NewCode);
        using var listening = await client.GetStreamAsync("/api/v1/stream", Cancelled); // an open stream holds up no end
        var (code, time) = await service.StopAsync();
        code.ShouldBe(0, service.Log);
        time.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        await using var again = await RunningService.StartAsync(work);
        using var other = again.Client(await again.KeyAsync("viewer"));
        await again.UntilAsync(async () => (await other.GetAsync("/health/ready", Cancelled)).StatusCode == HttpStatusCode.OK, "it is ready again");
        (await other.GetFromJsonAsync<JsonElement>("/api/v1/status", Cancelled)).GetProperty("stored").GetInt64().ShouldBe(0);
        receiver.Got.Count.ShouldBe(1, "the alert was told before");
    }

    [Fact]
    public async Task However_often_it_is_killed_the_results_are_those_of_one_detection_over_all_files()
    {
        using var work = new Workspace();
        using var receiver = new Sinks.AlertReceiver();
        var seed = Lake.Kills.Seed();
        var random = new Random(seed);
        Directory.CreateDirectory(work.Data);
        await File.WriteAllTextAsync(Path.Combine(work.Data, "sinks.yaml"), $"sinks:\n  - {{id: hook, type: webhook, url: '{receiver.Url}', rules: [rare_error_code]}}\n", Cancelled);
        var kills = await KilledService.RunAsync(work, random, (name, content) => work.Write(name, content));
        using var clean = new Workspace();
        (await clean.RunAsync("detect", work.Trail, "--data", clean.Data)).ShouldExit(0);
        (await work.FindingsAsync()).ShouldBe(await clean.FindingsAsync());
        var alerts = (await clean.RunAsync("alerts", "--data", clean.Data, "--rule", "rare_error_code", "--format", "ndjson")).Documents.Select(d => d.GetProperty("offtrail").GetProperty("alert").GetProperty("id").GetString()!).ToArray();
        output.WriteLine($"seed {seed}: {kills} kills, {alerts.Length} alerts, {receiver.Got.Count} requests");
        alerts.ShouldNotBeEmpty();
        receiver.Got.Select(g => g.AlertId).ShouldContain(alerts[0]);
        receiver.Got.Select(g => g.Key).Distinct().Count().ShouldBe(receiver.Got.Select(g => g.AlertId).Distinct().Count(), "an alert has one key");
    }

    [Fact]
    public async Task A_definition_that_becomes_wrong_is_told_and_those_before_it_go_on()
    {
        using var work = new Workspace();
        await using var service = await RunningService.StartAsync(work);
        using var client = service.Client(await service.KeyAsync("viewer"));
        Directory.CreateDirectory(Path.Combine(work.Data, "rules"));
        var file = Path.Combine(work.Data, "rules", "mine.yaml");
        await File.WriteAllTextAsync(file, "id: mine\nnmae: oh\n", Cancelled);
        await service.UntilAsync(async () => (await FaultAsync())?.Contains("mine.yaml", StringComparison.Ordinal) == true, "the fault is told");
        SmallTrail.Write(work);
        await service.UntilJudgedAsync(client, objects: 1);
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/alerts", Cancelled)).GetProperty("items").GetArrayLength().ShouldBeGreaterThan(0);
        File.Delete(file);
        await service.UntilAsync(async () => await FaultAsync() is null, "the fault is gone");

        async Task<string?> FaultAsync() => (await client.GetFromJsonAsync<JsonElement>("/api/v1/status", Cancelled)).GetProperty("definition_fault").GetString();
    }

    [Theory]
    [InlineData("listen: [nonsense]", "offtrail.yaml:1:9", "http://127.0.0.1:8480")]
    [InlineData("intervall: 15m", "offtrail.yaml:1:1", "interval")]
    [InlineData("keep: soon", "offtrail.yaml:1:7", "30d")]
    [InlineData("listen: ['https://0.0.0.0:8443']", "offtrail.yaml:1:9", "tls")]
    public async Task A_wrong_configuration_is_refused_with_file_line_column_and_what_would_be_right(string text, string place, string right)
    {
        using var work = new Workspace();
        Directory.CreateDirectory(work.Data);
        await File.WriteAllTextAsync(Path.Combine(work.Data, "offtrail.yaml"), text, Cancelled);
        (await work.RunAsync("serve", "--data", work.Data)).ShouldExit(2).ShouldSay(place, right);
    }

    [Fact]
    public async Task A_second_service_on_the_folder_says_that_it_is_in_use_and_commands_that_read_work()
    {
        using var work = new Workspace();
        await using var service = await RunningService.StartAsync(work);
        (await work.RunAsync("serve", "--data", work.Data, "--listen", "http://127.0.0.1:0")).ShouldExit(1).ShouldSay("in use by another offtrail");
        (await work.RunAsync("alerts", "--data", work.Data)).ShouldExit(0);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_told()
    {
        using var work = new Workspace();
        using var other = new Workspace();
        await using var service = await RunningService.StartAsync(work);
        (await other.RunAsync("serve", "--data", other.Data, "--listen", service.Address.ToString().TrimEnd('/'))).ShouldExit(1).ShouldSay("address already in use");
    }
}
