using System.Text;
using System.Threading.Channels;
using Amazon.SQS.Model;

namespace Offtrail.Aws;

/// <summary>Takes messages from a queue, finds out which objects they mean, and holds them. Several of its loops may run at the same time.</summary>
internal sealed class SqsReceiver(SqsOptions options, SqsLink link, HeldMessages held, ReadFaults faults, ChannelWriter<HeldMessage?> ready, TimeProvider clock, CancellationToken stop)
{
    private const int MostContent = 64 << 10; // kept of a message that makes no sense

    private readonly Lock _lock = new();
    private S3Reader? _reader;

    /// <summary>Receives until it is stopped.</summary>
    public async Task RunAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            await held.TakeRoomAsync(SqsQueue.MostTogether, stop).ConfigureAwait(false);
            var taken = 0;
            var pause = await link.TryAsync(async queue =>
            {
                var received = await queue.ReceiveAsync(stop).ConfigureAwait(false);
                var messages = await Task.WhenAll(received.Select(MessageAsync)).ConfigureAwait(false);
                foreach (var message in messages.Where(IsWanted))
                {
                    if (!held.Hold(message)) continue;
                    taken++;
                    ready.TryWrite(message);
                }

                await queue.DeleteAsync(messages.Where(m => !IsWanted(m)).Select(m => m.Receipt), stop).ConfigureAwait(false);
            }, stop).ConfigureAwait(false);
            held.GiveRoomBack(SqsQueue.MostTogether - taken);
            if (pause is { } time) await Task.Delay(time, clock, stop).ConfigureAwait(false);
        }
    }

    private static bool IsWanted(HeldMessage message) => message.Objects.Count > 0 || message.Fault is not null;

    private async Task<HeldMessage> MessageAsync(Message message)
    {
        var notice = Notice.Read(message.Body ?? "");
        var wanted = notice.Objects.Where(o => (options.Buckets.Count == 0 || options.Buckets.Contains(o.Bucket)) && o.Size != 0 && options.Selection.Takes(o.Key, CloudTrailKey.Of(o.Key)));
        var objects = await Task.WhenAll(wanted.Select(ObjectAsync)).ConfigureAwait(false);
        var content = notice.Fault is null ? [] : Encoding.UTF8.GetBytes(message.Body ?? "");
        return new HeldMessage(message.MessageId, message.ReceiptHandle, SqsQueue.ReceivesOf(message), objects, notice.Fault, content.Length > MostContent ? content[..MostContent] : content);
    }

    /// <summary>Where a message does not say which version of the object it means, it is the one that is there now.</summary>
    private async Task<HeldObject> ObjectAsync(NamedObject named)
    {
        var name = S3Reader.Name(named.Bucket, named.Key);
        try
        {
            var reader = Reader();
            var (size, etag) = named is { Size: { } s, ETag: { } e } ? (s, e) : await reader.HeadAsync(named.Bucket, named.Key, stop).ConfigureAwait(false);
            return new HeldObject(name, reader.Of(named.Bucket, named.Key, size, etag), null);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            var fault = AwsFault.Of(e, S3Reader.Rights, options.Access);
            faults.Note(name, fault);
            return new HeldObject(name, null, fault);
        }
    }

    private S3Reader Reader()
    {
        lock (_lock) return _reader ??= new S3Reader(AwsClients.S3(options.Access), options.Access, faults.Note, clock, stop);
    }
}
