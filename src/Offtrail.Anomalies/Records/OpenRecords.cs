namespace Offtrail.Anomalies;

/// <summary>The anomalies of one scope. The same value of the same partition soon after its anomaly belongs to that one.</summary>
internal sealed class OpenRecords
{
    private readonly long _repeat;
    private readonly List<AnomalyRecord> _records = [];
    private readonly Dictionary<(string Partition, string Value), int> _latest = [];

    /// <summary>Begins.</summary>
    /// <param name="suppressRepeat">How soon: from the start of the anomaly's bucket.</param>
    /// <param name="open">Anomalies of before that may not be over, from <see cref="Open"/>.</param>
    public OpenRecords(TimeSpan suppressRepeat, IEnumerable<AnomalyRecord> open)
    {
        _repeat = suppressRepeat.Ticks / TimeSpan.TicksPerMicrosecond;
        foreach (var record in open) Add(record);
    }

    public IReadOnlyList<AnomalyRecord> All => _records;

    /// <summary>Those that something at a time or later may still belong to.</summary>
    public AnomalyRecord[] Open(long at) => [.. _latest.Values.Order().Select(i => _records[i]).Where(r => at - r.Bucket < _repeat)];

    public void Add(AnomalyRecord record)
    {
        _latest[(record.Partition, record.RepeatsAs)] = _records.Count;
        _records.Add(record);
    }

    /// <summary>Counts a value that comes again with its anomaly, if there is one that is not over, and adds its events.</summary>
    public bool TryFold(BucketValue value)
    {
        if (!IsOpen(value.Partition, value.Value, value.Bucket, out var index)) return false;
        var open = _records[index];
        _records[index] = open with { Repeats = open.Repeats + 1, EventCount = open.EventCount + value.Count, LastEvent = value.Last };
        return true;
    }

    /// <summary>Counts an unusual number or time that comes again with its anomaly; the events between are no part of it.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="value">Whose number it is; empty when it is the partition's.</param>
    /// <param name="bucket">Start of the bucket.</param>
    /// <param name="score">What would be the score by itself: when it is higher than the anomaly's, it is an anomaly of its own.</param>
    public bool TryCount(string partition, string value, long bucket, double score)
    {
        if (!IsOpen(partition, value, bucket, out var index) || score > _records[index].Score) return false;
        _records[index] = _records[index] with { Repeats = _records[index].Repeats + 1 };
        return true;
    }

    private bool IsOpen(string partition, string value, long bucket, out int index) =>
        _latest.TryGetValue((partition, value), out index) && bucket - _records[index].Bucket < _repeat;
}
