namespace Offtrail.Aws;

/// <summary>A queue that is told of new objects, and which of them are wanted.</summary>
public sealed record SqsOptions
{
    /// <summary>The queue's URL.</summary>
    public required Uri Queue { get; init; }

    /// <summary>Where the queue is asked; null for what AWS_ENDPOINT_URL_SQS says, else for the host of its URL.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>How the queue and the objects are reached.</summary>
    public AwsAccess Access { get; init; } = new();

    /// <summary>Buckets whose objects are wanted; empty for every bucket that a message names.</summary>
    public IReadOnlyList<string> Buckets { get; init; } = [];

    /// <summary>Which objects are wanted; of others the message is deleted.</summary>
    public ObjectSelection Selection { get; init; } = new();

    /// <summary>Requests for messages under way at the same time, 1 to 16. Default 2.</summary>
    public int Receivers { get; init; } = 2;

    /// <summary>How often a message is received before it is given up because its objects are gone or denied, 1 to 1,000. Default 5.</summary>
    public int MaxReceives { get; init; } = 5;

    /// <summary>How long a message stays hidden when the program is killed, 10 s to 12 h. Default 1 min. While it is worked on, that is extended.</summary>
    public TimeSpan Visibility { get; init; } = TimeSpan.FromMinutes(1);
}
