using Offtrail.Sources;

namespace Offtrail.Aws;

/// <summary>What becomes of messages when the work on their objects has ended: deleted, or left in the queue for another time.</summary>
internal sealed class SqsSettlement(SqsOptions options, SqsLink link, HeldMessages held, ReadFaults faults)
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(15);

    /// <summary>Settles messages. Whatever goes wrong, none of them is held afterwards: what is not deleted comes again.</summary>
    public async Task SettleAsync(IReadOnlyList<HeldMessage> messages, Func<SourceObject, bool> isStored, Action<IReadOnlyList<Undeliverable>> quarantine, CancellationToken cancellationToken)
    {
        try
        {
            var (done, again, givenUp) = Judge(messages, isStored);
            if (givenUp.Count > 0) quarantine(givenUp);
            await held.EndHidingAsync(messages, cancellationToken).ConfigureAwait(false);
            await link.TryAsync(async queue =>
            {
                await queue.DeleteAsync(done.Select(m => m.Receipt), cancellationToken).ConfigureAwait(false);
                foreach (var same in again.GroupBy(m => Pause(m.Receives))) await queue.HideAsync(same.Select(m => m.Receipt), same.Key, cancellationToken).ConfigureAwait(false);
            }, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            foreach (var message in messages)
            {
                held.LetGo(message);
                faults.Forget(message);
            }
        }
    }

    private (List<HeldMessage> Done, List<HeldMessage> Again, List<Undeliverable> GivenUp) Judge(IReadOnlyList<HeldMessage> messages, Func<SourceObject, bool> isStored)
    {
        var (done, again, givenUp) = (new List<HeldMessage>(), new List<HeldMessage>(), new List<Undeliverable>());
        foreach (var message in messages)
        {
            var missing = message.Objects.Where(o => o.Object is null || !isStored(o.Object)).ToArray();
            if (missing.Length > 0 && !(message.Receives >= options.MaxReceives && missing.All(faults.IsHopeless)))
            {
                again.Add(message);
                continue;
            }

            done.Add(message);
            givenUp.AddRange(missing.Select(o => new Undeliverable(o.Name, $"{faults.Of(o)!.Reason}; its message was received {message.Receives} times", default)));
            if (message.Fault is { } fault) givenUp.Add(new Undeliverable($"{options.Queue}#{message.Id}", $"the message {fault}", message.Content));
        }

        return (done, again, givenUp);
    }

    /// <summary>10 s, doubled with each receive, at most 15 min.</summary>
    private static TimeSpan Pause(int receives)
    {
        var pause = TimeSpan.FromSeconds(5 * Math.Pow(2, Math.Clamp(receives, 1, 10)));
        return pause < s_longestPause ? pause : s_longestPause;
    }
}
