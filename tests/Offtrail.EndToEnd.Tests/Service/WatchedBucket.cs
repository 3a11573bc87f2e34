using System.Text.Json;
using Offtrail.Tests;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>A bucket of the stand-in for S3 whose new objects a queue is told of, as the live source of a workspace's service.</summary>
internal sealed class WatchedBucket
{
    private const string Trail = "AWSLogs/";

    private readonly AwsStandIn _aws;
    private readonly Uri _queue;

    /// <summary>Makes both, and writes the configuration that reads them and sends alerts to a receiver.</summary>
    /// <param name="aws">The stand-in.</param>
    /// <param name="work">The workspace.</param>
    /// <param name="receiver">Gets the alerts.</param>
    /// <param name="rules">Of these rules only, in YAML; null for all.</param>
    public WatchedBucket(AwsStandIn aws, Workspace work, Sinks.AlertReceiver receiver, string? rules = null)
    {
        _aws = aws;
        Name = aws.Bucket("q" + Guid.NewGuid().ToString("N")[..12]);
        _queue = aws.Queue(Name);
        Directory.CreateDirectory(work.Data);
        File.WriteAllText(Path.Combine(work.Data, "sinks.yaml"), $"sinks:\n  - {{id: hook, type: webhook, url: '{receiver.Url}'{(rules is null ? "" : $", rules: {rules}")}}}\n");
        File.WriteAllText(Path.Combine(work.Data, "offtrail.yaml"), $"sources:\n  - {{id: live, type: sqs, queue: '{_queue}', queue_endpoint: '{Endpoint}', endpoint: '{Endpoint}', region: eu-west-1, visibility: 10s, max_receives: 1000}}\n");
    }

    public string Name { get; }

    public string Endpoint => _aws.Address.GetLeftPart(UriPartial.Authority);

    /// <summary>Messages that wait and messages that are hidden.</summary>
    public (int Waiting, int Hidden) Messages => _aws.Count(_queue);

    /// <summary>Stores an object and tells the queue, as often as is said.</summary>
    /// <param name="key">Its key behind AWSLogs/.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="messages">How often the queue is told.</param>
    public void Deliver(string key, byte[] content, int messages = 1)
    {
        _aws.Put(Name, Trail + key, content);
        for (var i = 0; i < messages; i++) Tell(Notice(key, content));
    }

    /// <summary>Sends the queue a message of any content.</summary>
    public void Tell(string message) => _aws.Message(_queue, message);

    /// <summary>Waits until no message is left. A kill may have left messages hidden: a service that runs on deletes them when they come again.</summary>
    public async Task UntilEmptyAsync(Workspace work, RunningService? service = null)
    {
        await using var own = service is null ? await RunningService.StartAsync(work) : null;
        await (service ?? own!).UntilAsync(() => Task.FromResult(Messages is (0, 0)), "the queue is empty");
    }

    /// <summary>What S3 tells a queue.</summary>
    private string Notice(string key, byte[] content) => JsonSerializer.Serialize(new
    {
        Records = new[] { new { eventSource = "aws:s3", awsRegion = "eu-west-1", eventName = "ObjectCreated:Put", s3 = new { bucket = new { name = Name }, @object = new { key = Trail + key, size = content.Length, eTag = Tag(content) } } } },
    });

#pragma warning disable CA5351 // what S3 calls a tag
    private static string Tag(byte[] content) => Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(content));
#pragma warning restore CA5351
}
