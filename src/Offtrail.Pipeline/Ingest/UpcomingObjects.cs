using Offtrail.Sources;

namespace Offtrail.Pipeline;

/// <summary>
/// The objects that are to be read, those of the ledger left out, for all workers. Those that come from far are prepared ahead, so that their ways are gone at the same time: at most 32, and 64 MiB.
/// </summary>
/// <remarks>Held under its lock: the enumeration, and what is ahead. The size is the one that the source gives; what is larger than all is prepared alone.</remarks>
internal sealed class UpcomingObjects(IEnumerator<SourceObject> objects, Func<SourceObject, bool> isKnown)
{
    private const int MostAhead = 32;
    private const long MostBytesAhead = 64 << 20;

    private readonly Lock _lock = new();
    private readonly Queue<SourceObject> _ahead = [];
    private long _bytesAhead;
    private bool _ended;

    /// <summary>The next one; null when there are no more.</summary>
    public SourceObject? Next(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            while (!_ended && (_ahead.Count == 0 || (_ahead.Count < MostAhead && _bytesAhead < MostBytesAhead && _ahead.Peek().Prepare is not null)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!objects.MoveNext()) _ended = true;
                else if (!isKnown(objects.Current)) Add(objects.Current);
            }

            if (!_ahead.TryDequeue(out var next)) return null;
            _bytesAhead -= next.Size;
            return next;
        }
    }

    private void Add(SourceObject found)
    {
        found.Prepare?.Invoke();
        _ahead.Enqueue(found);
        _bytesAhead += found.Size;
    }
}
