using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Offtrail.Aws;

/// <summary>The requests to a queue that are needed.</summary>
/// <remarks>
/// A request for several messages is answered for each of them, and that one of them failed is no fault of the request: nobody looks at those. A message that was not deleted comes again, and the
/// ledger knows its objects; one that is deleted already can't be hidden any more, and need not be.
/// </remarks>
internal sealed class SqsQueue(IAmazonSQS sqs, SqsOptions options) : IDisposable
{
    /// <summary>What must be granted.</summary>
    public const string Rights = "it needs sqs:ReceiveMessage, sqs:DeleteMessage and sqs:ChangeMessageVisibility on the queue";

    /// <summary>Most messages of a request.</summary>
    public const int MostTogether = 10;

    private const int WaitSeconds = 20; // the longest that the service waits
    private const string Receives = "ApproximateReceiveCount";

    private readonly string _url = options.Queue.ToString();

    /// <summary>Messages; none when none came within 20 s.</summary>
    public async Task<IReadOnlyList<Message>> ReceiveAsync(CancellationToken cancellationToken) => (await sqs.ReceiveMessageAsync(new ReceiveMessageRequest
    {
        QueueUrl = _url,
        MaxNumberOfMessages = MostTogether,
        WaitTimeSeconds = WaitSeconds,
        VisibilityTimeout = (int)options.Visibility.TotalSeconds,
        MessageSystemAttributeNames = [Receives],
    }, cancellationToken).ConfigureAwait(false)).Messages ?? [];

    /// <summary>How often a message was received.</summary>
    public static int ReceivesOf(Message message) =>
        message.Attributes is { } attributes && attributes.TryGetValue(Receives, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1;

    /// <summary>Deletes messages. One that could not be deleted comes again.</summary>
    public Task DeleteAsync(IEnumerable<string> receipts, CancellationToken cancellationToken) => EachTenAsync(receipts, ten => sqs.DeleteMessageBatchAsync(new DeleteMessageBatchRequest
    {
        QueueUrl = _url,
        Entries = [.. ten.Select((r, i) => new DeleteMessageBatchRequestEntry(Number(i), r))],
    }, cancellationToken));

    /// <summary>Hides messages for so long from now on, those that are still there.</summary>
    public Task HideAsync(IEnumerable<string> receipts, TimeSpan time, CancellationToken cancellationToken) => EachTenAsync(receipts, ten => sqs.ChangeMessageVisibilityBatchAsync(new ChangeMessageVisibilityBatchRequest
    {
        QueueUrl = _url,
        Entries = [.. ten.Select((r, i) => new ChangeMessageVisibilityBatchRequestEntry(Number(i), r) { VisibilityTimeout = (int)time.TotalSeconds })],
    }, cancellationToken));

    private static async Task EachTenAsync(IEnumerable<string> receipts, Func<string[], Task> ask) =>
        await Parallel.ForEachAsync(receipts.Chunk(MostTogether), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (ten, _) => await ask(ten).ConfigureAwait(false)).ConfigureAwait(false);

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);

    public void Dispose() => sqs.Dispose();
}
