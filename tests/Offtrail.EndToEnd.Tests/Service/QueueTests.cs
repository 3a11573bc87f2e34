using System.Diagnostics;
using System.Text.Json;
using Offtrail.Tests;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>A service behind a queue of a bucket's objects, against a stand-in for S3 and SQS.</summary>
public sealed class QueueTests(AwsStandIn aws, ITestOutputHelper output) : IClassFixture<AwsStandIn>
{
    private const string Trail = "AWSLogs/111122223333/CloudTrail/eu-west-1/2026/05/20/";

    private readonly string _name = "q" + Guid.NewGuid().ToString("N")[..12];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_often_it_is_killed_no_message_is_lost_and_the_results_are_those_of_one_detection_over_the_bucket()
    {
        using var work = new Workspace();
        using var receiver = new Sinks.AlertReceiver();
        var queue = Prepare(work, receiver);
        var seed = Lake.Kills.Seed();
        var random = new Random(seed);
        var kills = await KilledService.RunAsync(work, random, (name, content) =>
        {
            Deliver(queue, name, content);
            if (random.Next(5) == 0) aws.Message(queue, Notice(name, content)); // the same message twice
        });
        await UntilEmptyAsync(work, queue);
        using var clean = new Workspace();
        (await clean.RunAsync("detect", $"s3://{_name}", "--s3-endpoint", Endpoint, "--data", clean.Data)).ShouldExit(0);
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
        var queue = Prepare(work, receiver);
        var records = SmallTrail.Records();
        var news = records.Where(r => SmallTrail.NewIds.Contains((string?)r["eventID"])).ToArray();
        Deliver(queue, "usual.json", Sample.File(records.Except(news)));
        aws.Message(queue, "{\"what\": \"is this\"}");
        await using var service = await RunningService.StartReadyAsync(work);
        await service.UntilIdleAsync(objects: 1);
        receiver.Got.ShouldBeEmpty();
        var clock = Stopwatch.StartNew();
        Deliver(queue, "new.json", Sample.File(news));
        await service.UntilAsync(() => Task.FromResult(!receiver.Got.IsEmpty), "the webhook has the alert");
        output.WriteLine($"{clock.Elapsed.TotalSeconds:0.0} s from the object to its alert at the webhook");
        JsonElement.Parse(receiver.Got.First().Body).GetProperty("offtrail").GetProperty("alert").GetProperty("reason").GetString()!.ShouldContain(SmallTrail.NewCode);
        await UntilEmptyAsync(work, queue, service);
        (await work.QuarantineAsync()).ShouldHaveSingleItem().ShouldContain("message");
    }

    private string Endpoint => aws.Address.GetLeftPart(UriPartial.Authority);

    private Uri Prepare(Workspace work, Sinks.AlertReceiver receiver)
    {
        aws.Bucket(_name);
        var queue = aws.Queue(_name);
        Directory.CreateDirectory(work.Data);
        File.WriteAllText(Path.Combine(work.Data, "sinks.yaml"), $"sinks:\n  - {{id: hook, type: webhook, url: '{receiver.Url}', rules: [rare_error_code]}}\n");
        File.WriteAllText(Path.Combine(work.Data, "offtrail.yaml"), $"sources:\n  - {{id: live, type: sqs, queue: '{queue}', queue_endpoint: '{Endpoint}', endpoint: '{Endpoint}', region: eu-west-1, visibility: 10s, max_receives: 1000}}\n");
        return queue;
    }

    private void Deliver(Uri queue, string name, string content)
    {
        aws.Put(_name, Trail + name, content);
        aws.Message(queue, Notice(name, content));
    }

    /// <summary>What S3 tells a queue.</summary>
    private string Notice(string name, string content) => JsonSerializer.Serialize(new
    {
        Records = new[] { new { eventSource = "aws:s3", awsRegion = "eu-west-1", eventName = "ObjectCreated:Put", s3 = new { bucket = new { name = _name }, @object = new { key = Trail + name, size = content.Length, eTag = Tag(content) } } } },
    });

#pragma warning disable CA5351 // what S3 calls a tag
    private static string Tag(string content) => Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(content)));
#pragma warning restore CA5351

    /// <summary>A kill may have left messages hidden: a service that runs on deletes them when they come again.</summary>
    private async Task UntilEmptyAsync(Workspace work, Uri queue, RunningService? service = null)
    {
        await using var own = service is null ? await RunningService.StartAsync(work) : null;
        await (service ?? own!).UntilAsync(() => Task.FromResult(aws.Count(queue) is (0, 0)), "the queue is empty");
    }
}
