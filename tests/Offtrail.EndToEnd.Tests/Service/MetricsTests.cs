using System.Net;
using Offtrail.EndToEnd.Tests.Sinks;

namespace Offtrail.EndToEnd.Tests.Service;

public sealed class MetricsTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_says_what_was_put_in_and_agrees_with_the_status()
    {
        using var work = new Workspace();
        using var receiver = new AlertReceiver();
        var content = Sample.File(SmallTrail.Records());
        work.Write("a.json", content);
        work.Write("b.json", content); // delivered twice
        work.Write("c.json", "{\"Records\":[{\"eventName\":\"X\",\"eventName\":\"Y\",\"eventID\":\"z\"}]}");
        Directory.CreateDirectory(work.Data);
        await File.WriteAllTextAsync(Path.Combine(work.Data, "sinks.yaml"), $"sinks:\n  - {{id: hook, type: webhook, url: '{receiver.Url}'}}\n", Ended);
        await using var service = await RunningService.StartReadyAsync(work);
        await service.UntilIdleAsync(objects: 3);
        var raised = (await service.StatusAsync()).GetProperty("raised").GetInt64();
        await service.UntilAsync(() => Task.FromResult(receiver.Got.Count >= raised), "delivered");
        MetricsPage page = null!;
        await service.UntilAsync(async () => (page = await PageAsync(service)).Value("offtrail_outbox_alerts", "state=\"waiting\"") == 0, "told that nothing waits");

        var records = SmallTrail.Records().Count;
        raised.ShouldBeGreaterThan(0);
        page.Value("offtrail_stored_events_total").ShouldBe(records);
        page.Value("offtrail_duplicate_events_total").ShouldBe(records);
        page.Value("offtrail_quarantined_records_total").ShouldBe(1);
        page.Value("offtrail_ingest_objects_total").ShouldBe(3);
        page.Value("offtrail_ingest_content_bytes_total").ShouldBe(new DirectoryInfo(work.Trail).GetFiles().Sum(f => f.Length));
        page.Value("offtrail_source_received_bytes_total", $"source=\"{work.Trail}\"").ShouldBe(new DirectoryInfo(work.Trail).GetFiles().Sum(f => f.Length));
        page.Value("offtrail_source_objects_total", $"source=\"{work.Trail}\"").ShouldBe(3);
        page.Value("offtrail_source_lag_seconds", $"source=\"{work.Trail}\"").ShouldBeInRange(0, 300);
        page.Value("offtrail_source_problems").ShouldBe(0);
        page.Value("offtrail_intake_objects").ShouldBe(0);
        page.Value("offtrail_raised_alerts_total").ShouldBe(raised);
        page.Value("offtrail_sink_deliveries_total", "sink=\"hook\"", "outcome=\"delivered\"").ShouldBe(raised);
        page.Value("offtrail_delivery_duration_seconds_count", "sink=\"hook\"").ShouldBe(raised);
        page.Value("offtrail_lake_events").ShouldBe(records);
        page.Value("offtrail_lake_segments").ShouldBe(new DirectoryInfo(Path.Combine(work.Data, "lake")).GetFiles("*.parquet", SearchOption.AllDirectories).Length);
        page.Value("offtrail_lake_size_bytes").ShouldBe(new DirectoryInfo(Path.Combine(work.Data, "lake")).GetFiles("*.parquet", SearchOption.AllDirectories).Sum(f => f.Length));
        page.Value("offtrail_disk_available_bytes").ShouldBeGreaterThan(0);
        page.Value("dotnet_process_memory_working_set_bytes").ShouldBeGreaterThan(10e6);

        var newest = Sample.Start.AddSeconds(Math.Round((SmallTrail.Hours - 1 + (4 / 6.0)) * 3600));
        var age = (DateTime.UtcNow - newest).TotalSeconds;
        page.Value("offtrail_event_lag_seconds").ShouldBe(age, 300);
        page.Value("offtrail_bucket_delay_seconds", "job=\"rare_error_code\"").ShouldBeGreaterThanOrEqualTo(page.Value("offtrail_event_lag_seconds"));

        var status = await service.StatusAsync();
        var again = await PageAsync(service);
        again.Value("offtrail_detections_total").ShouldBe(status.GetProperty("detections").GetInt64(), 1);
        again.Value("offtrail_detection_duration_seconds_count").ShouldBe(again.Value("offtrail_detections_total"));
        again.Value("offtrail_rule_runs_total").ShouldBe(18 * again.Value("offtrail_detections_total"));
    }

    [Fact]
    public async Task Each_name_ends_in_its_unit_and_each_counter_in_total()
    {
        using var work = new Workspace();
        await using var service = await RunningService.StartReadyAsync(work);
        var page = await PageAsync(service);
        var ours = page.Types.Where(t => t.Key.StartsWith("offtrail_", StringComparison.Ordinal)).ToArray();
        ours.Length.ShouldBeGreaterThan(10);
        foreach (var (name, kind) in ours)
        {
            var unit = kind == "counter" ? name[..^"_total".Length] : name;
            if (kind == "counter") name.ShouldEndWith("_total");
            string[] units = ["_seconds", "_bytes", "_events", "_records", "_objects", "_segments", "_alerts", "_runs", "_steps", "_deliveries", "_detections", "_problems", "_faults"];
            if (name is not ("offtrail_event_lag_seconds" or "offtrail_bucket_delay_seconds")) units.ShouldContain(u => unit.EndsWith(u, StringComparison.Ordinal), name);
        }
    }

    [Fact]
    public async Task The_page_asks_for_a_key_unless_the_configuration_opens_it_to_this_machine()
    {
        using var work = new Workspace();
        await using (var service = await RunningService.StartReadyAsync(work))
        {
            (await service.Nobody.GetAsync("/metrics", Ended)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await service.Viewer.GetAsync("/metrics", Ended)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await File.WriteAllTextAsync(Path.Combine(work.Data, "offtrail.yaml"), "metrics: open\n", Ended);
        await using var open = await RunningService.StartReadyAsync(work);
        (await open.Nobody.GetAsync("/metrics", Ended)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await open.Nobody.GetAsync("/api/v1/status", Ended)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "nothing else is open");
    }

    private static async Task<MetricsPage> PageAsync(RunningService service) => new(await service.Viewer.GetStringAsync("/metrics", Ended));
}
