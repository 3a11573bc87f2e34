using Offtrail.Lake;

namespace Offtrail.Pipeline;

/// <summary>The dedupe index for several workers, with the numbers of the batches that they fill.</summary>
internal sealed class SharedDedupe(DataFolder folder)
{
    private readonly Lock _lock = new();
    private readonly DedupeIndex _index = new((partition, onId) =>
    {
        foreach (var segment in folder.State.Manifest.Of(partition)) SegmentIds.Read(folder.Lake, segment, onId);
    });
    private readonly SortedSet<long> _open = [];
    private long _last;

    /// <summary>Batches whose events must be remembered.</summary>
    public int OpenBatches
    {
        get
        {
            lock (_lock) return _open.Count;
        }
    }

    public long OpenBatch()
    {
        lock (_lock)
        {
            _open.Add(++_last);
            return _last;
        }
    }

    public bool TryAdd(PartitionKey partition, ReadOnlySpan<byte> eventId, long batch)
    {
        lock (_lock) return _index.TryAdd(partition, eventId, batch);
    }

    public void Committed(long batch)
    {
        lock (_lock)
        {
            _open.Remove(batch);
            _index.Trim(_open.Count > 0 ? _open.Min - 1 : _last);
        }
    }
}
