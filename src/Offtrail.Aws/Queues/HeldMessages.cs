using System.Collections.Concurrent;

namespace Offtrail.Aws;

/// <summary>
/// The messages that were received and are not settled, a thousand at most. Room is taken before the queue is asked, since what it gives can't be refused any more; a message that is let go
/// gives its room back. Safe for many threads.
/// </summary>
internal sealed class HeldMessages : IDisposable
{
    private const int Most = 1000;

    private readonly ConcurrentDictionary<string, bool> _held = new(StringComparer.Ordinal); // by receipt: whether it is kept hidden
    private readonly SemaphoreSlim _room = new(Most);
    private readonly SemaphoreSlim _hiding = new(1);

    /// <summary>The receipts of those that are to be kept hidden.</summary>
    public IReadOnlyList<string> Hidden => [.. _held.Where(h => h.Value).Select(h => h.Key)];

    /// <summary>Waits for room for so many messages, and takes it.</summary>
    public async Task TakeRoomAsync(int messages, CancellationToken cancellationToken)
    {
        for (var i = 0; i < messages; i++) await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives back room that no message came for.</summary>
    public void GiveRoomBack(int messages)
    {
        if (messages > 0) _room.Release(messages);
    }

    /// <summary>Holds a message, in room that was taken for it. False when it is held already.</summary>
    public bool Hold(HeldMessage message) => _held.TryAdd(message.Receipt, true);

    /// <summary>Has what is held hidden anew.</summary>
    /// <param name="hide">Asks the queue for it.</param>
    /// <param name="cancellationToken">Ends the wait for another such request.</param>
    public async Task KeepHiddenAsync(Func<IReadOnlyList<string>, Task> hide, CancellationToken cancellationToken)
    {
        await _hiding.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Hidden is { Count: > 0 } receipts) await hide(receipts).ConfigureAwait(false);
        }
        finally
        {
            _hiding.Release();
        }
    }

    /// <summary>Keeps messages hidden no longer. When it has returned, no request is under way that would: another time of hiding can be set, and stays.</summary>
    public async Task EndHidingAsync(IEnumerable<HeldMessage> messages, CancellationToken cancellationToken)
    {
        foreach (var message in messages) _held.TryUpdate(message.Receipt, false, true);
        await _hiding.WaitAsync(cancellationToken).ConfigureAwait(false);
        _hiding.Release();
    }

    /// <summary>Lets a message go; once more does nothing.</summary>
    public void LetGo(HeldMessage message)
    {
        if (_held.TryRemove(message.Receipt, out _)) _room.Release();
    }

    public void Dispose()
    {
        _held.Clear(); // who settles later gives no room back
        _room.Dispose();
        _hiding.Dispose();
    }
}
