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
        _latest[(record.Partition, record.History is HourHistory ? "" : record.ByValue)] = _records.Count;
        _records.Add(record);
    }

    /// <summary>Counts a value that comes again with its anomaly, if there is one that is not over, and adds its events; of a number or a time only the count.</summary>
    /// <param name="value">The value; of a number or a time the empty one.</param>
    /// <param name="score">What would be the score by itself: when it is higher than the anomaly's, it is an anomaly of its own.</param>
    public bool TryFold(BucketValue value, double score = 0)
    {
        if (!_latest.TryGetValue((value.Partition, value.Value), out var index)) return false;
        var open = _records[index];
        if (value.Bucket - open.Bucket >= _repeat || score > open.Score) return false;
        _records[index] = value.Value.Length == 0
            ? open with { Repeats = open.Repeats + 1 } // the events between are no part of it
            : open with { Repeats = open.Repeats + 1, EventCount = open.EventCount + value.Count, LastEvent = value.Last };
        return true;
    }
}
