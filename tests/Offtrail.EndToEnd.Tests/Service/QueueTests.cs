using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Offtrail.Tests;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>A service behind a queue of a bucket's objects, against a stand-in for S3 and SQS.</summary>
public sealed class QueueTests(AwsStandIn aws, ITestOutputHelper output) : IClassFixture<AwsStandIn>
{
    private const string Folder = "111122223333/CloudTrail/eu-west-1/2026/05/20/";

    [Fact]
    public async Task However_often_it_is_killed_no_message_is_lost_and_the_results_are_those_of_one_detection_over_the_bucket()
    {
        using var work = new Workspace();
        using var receiver = new Sinks.AlertReceiver();
        var bucket = new WatchedBucket(aws, work, receiver, "[rare_error_code]");
        var seed = Lake.Kills.Seed();
        var random = new Random(seed);
        var kills = await KilledService.RunAsync(work, random, (name, content) => bucket.Deliver(Folder + name, Encoding.UTF8.GetBytes(content), messages: random.Next(5) == 0 ? 2 : 1));
        await bucket.UntilEmptyAsync(work);
        using var clean = new Workspace();
        (await clean.RunAsync("detect", $"s3://{bucket.Name}", "--s3-endpoint", bucket.Endpoint, "--data", clean.Data)).ShouldExit(0);
        (await work.FindingsAsync()).ShouldBe(await clean.FindingsAsync());
        output.WriteLine($"seed {seed}: {kills} kills, {receiver.Got.Count} requests");
        receiver.Got.ShouldNotBeEmpty();
        receiver.Got.Select(g => g.Key).Distinct().Count().ShouldBe(receiver.Got.Select(g => g.AlertId).Distinct().Count(), "an alert has one key");
    }

    [Fact]
    public async Task From_an_object_to_its_alert_at_the_webhook_it_takes_seconds_and_what_makes_no_sense_is_in_the_quarantine()
    {
        using var work = new Workspace();
        using var receiver = new Sinks.AlertReceiver();
        var bucket = new WatchedBucket(aws, work, receiver, "[rare_error_code]");
        var records = SmallTrail.Records();
        var news = records.Where(r => SmallTrail.NewIds.Contains((string?)r["eventID"])).ToArray();
        bucket.Deliver(Folder + "usual.json", Encoding.UTF8.GetBytes(Sample.File(records.Except(news))));
        bucket.Tell("{\"what\": \"is this\"}");
        await using var service = await RunningService.StartReadyAsync(work);
        await service.UntilIdleAsync(objects: 1);
        receiver.Got.ShouldBeEmpty();
        var clock = Stopwatch.StartNew();
        bucket.Deliver(Folder + "new.json", Encoding.UTF8.GetBytes(Sample.File(news)));
        await service.UntilAsync(() => Task.FromResult(!receiver.Got.IsEmpty), "the webhook has the alert");
        output.WriteLine($"{clock.Elapsed.TotalSeconds:0.0} s from the object to its alert at the webhook");
        JsonElement.Parse(receiver.Got.First().Body).GetProperty("offtrail").GetProperty("alert").GetProperty("reason").GetString()!.ShouldContain(SmallTrail.NewCode);
        await bucket.UntilEmptyAsync(work, service);
        (await work.QuarantineAsync()).ShouldHaveSingleItem().ShouldContain("message");
    }
}
