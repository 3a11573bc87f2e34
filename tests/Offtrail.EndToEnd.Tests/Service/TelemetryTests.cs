namespace Offtrail.EndToEnd.Tests.Service;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Metrics_and_traces_arrive_at_a_collector_without_contents_of_records()
    {
        using var work = new Workspace();
        using var collector = new Collector();
        SmallTrail.Write(work);
        Directory.CreateDirectory(work.Data);
        await File.WriteAllTextAsync(Path.Combine(work.Data, "offtrail.yaml"), $"telemetry:\n  otlp: {collector.Url}\n  interval: 1s\n", TestContext.Current.CancellationToken);
        await using var service = await RunningService.StartReadyAsync(work);
        await service.UntilIdleAsync(objects: 1);
        await service.UntilAsync(() => Task.FromResult(collector.Has("/v1/metrics", "offtrail.stored.events") && collector.Has("/v1/traces", "detect") && collector.Has("/v1/traces", "ingest")), "told to the collector");
        collector.Has("/v1/metrics", "service.name").ShouldBeTrue();
        collector.Has("/v1/traces", "/api/v1/status").ShouldBeTrue("requests are traced too");
        collector.Has("/v1/traces", "/health").ShouldBeFalse("those that ask again and again are not");
        collector.Got.ShouldAllBe(g => !g.Text.Contains("198.51.100.7") && !g.Text.Contains("user/ana") && !g.Text.Contains(SmallTrail.NewCode));
    }

    [Fact]
    public async Task A_collector_that_is_not_there_changes_nothing()
    {
        using var work = new Workspace();
        SmallTrail.Write(work);
        Directory.CreateDirectory(work.Data);
        await File.WriteAllTextAsync(Path.Combine(work.Data, "offtrail.yaml"), "telemetry: {otlp: 'http://127.0.0.1:9', interval: 1s}\n", TestContext.Current.CancellationToken);
        await using var service = await RunningService.StartReadyAsync(work);
        await service.UntilIdleAsync(objects: 1);
        (await service.StopAsync()).ExitCode.ShouldBe(0, service.Log);
    }

    [Fact]
    public async Task What_is_no_address_of_a_collector_is_told_with_its_place()
    {
        using var work = new Workspace();
        Directory.CreateDirectory(work.Data);
        await File.WriteAllTextAsync(Path.Combine(work.Data, "offtrail.yaml"), "interval: 5m\ntelemetry:\n  otlp: collector:4317\n", TestContext.Current.CancellationToken);
        (await work.RunAsync("serve", "--check", "--data", work.Data)).ShouldExit(2).ShouldSay("offtrail.yaml:3:", "http://127.0.0.1:4318");
    }
}
