using Offtrail.Aws;
using Offtrail.Sources;

namespace Offtrail.Pipeline;

/// <summary>A queue that is told of new objects.</summary>
/// <param name="Options">The queue.</param>
public sealed record SqsSourceSettings(SqsOptions Options) : SourceSettings
{
    private const string Example = "https://sqs.eu-west-1.amazonaws.com/111122223333/trail";

    /// <inheritdoc/>
    public override string Target => Options.Queue.ToString();

    /// <inheritdoc/>
    public override ILiveSource OpenLive(string id, string dataFolder, TimeProvider clock) => new SqsSource(id, Options, clock);

    internal static SqsSourceSettings Of(SourceKeys keys)
    {
        var queue = keys.Address("queue", Example) ?? new Uri(keys.Text("queue")); // which says that it is missing
        if (queue.AbsolutePath.Trim('/').Length == 0) throw keys.Wrong("queue", queue.OriginalString, $"the queue's whole URL, such as {Example}");
        return new SqsSourceSettings(new SqsOptions
        {
            Queue = queue,
            Endpoint = keys.Address("queue_endpoint", "https://vpce-1-abc.sqs.eu-west-1.vpce.amazonaws.com"),
            Buckets = keys.Yaml.Texts("buckets"),
            Selection = keys.Selection(),
            Access = keys.Access(),
            Receivers = keys.Yaml.Number("receivers", 2, 1, 16),
            MaxReceives = keys.Yaml.Number("max_receives", 5, 1, 1000),
            Visibility = keys.Yaml.Duration("visibility", TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10), TimeSpan.FromHours(12)),
        });
    }
}
