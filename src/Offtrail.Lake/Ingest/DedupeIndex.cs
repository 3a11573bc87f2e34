namespace Offtrail.Lake;

/// <summary>
/// Which events the lake and the open batches hold already. Copies of an event carry the same time, so they meet in the
/// same account and day: only the days that are being read are in memory, the least recently used are dropped, and a day
/// that is touched again is loaded from its segments. Exact, and bounded whatever the size of the lake. Guarded by the
/// ingester's lock.
/// </summary>
public sealed class DedupeIndex(LoadIds load, int maxIds = 250_000)
{
    private sealed class Day
    {
        public readonly HashSet<UInt128> Ids = [];
        public long LastUse;
        public long LastBatch = -1;
    }

    private readonly Dictionary<PartitionKey, Day> _days = [];
    private long _ids;
    private long _use;

    /// <summary>Notes an event. False when it is there already.</summary>
    /// <param name="partition">Its account and day.</param>
    /// <param name="eventId">Its id.</param>
    /// <param name="batch">Number of the batch that would hold it.</param>
    public bool TryAdd(PartitionKey partition, ReadOnlySpan<byte> eventId, long batch)
    {
        if (!_days.TryGetValue(partition, out var day)) day = Load(partition);
        day.LastUse = ++_use;
        if (!day.Ids.Add(EventId.Of(eventId))) return false;
        day.LastBatch = Math.Max(day.LastBatch, batch); // batches of several workers are open at a time
        _ids++;
        return true;
    }

    /// <summary>Drops days beyond the bound whose events are all in committed batches.</summary>
    /// <param name="committed">Number of the last committed batch.</param>
    public void Trim(long committed)
    {
        if (_ids <= maxIds) return;
        foreach (var (partition, day) in _days.OrderBy(d => d.Value.LastUse).ToArray())
        {
            if (_ids <= maxIds / 2) return;
            if (day.LastBatch > committed) continue;
            _ids -= day.Ids.Count;
            _days.Remove(partition);
        }
    }

    private Day Load(PartitionKey partition)
    {
        var day = new Day();
        load(partition, id => day.Ids.Add(EventId.Of(id)));
        _ids += day.Ids.Count;
        _days.Add(partition, day);
        return day;
    }
}
