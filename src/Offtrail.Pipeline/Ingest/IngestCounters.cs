using Offtrail.Events;

namespace Offtrail.Pipeline;

/// <summary>Counts of a running ingestion. Written by the workers, read by a progress display at any time.</summary>
public sealed class IngestCounters
{
    private long _objects, _known, _damaged, _bytes, _knownBytes, _contentBytes, _stored, _duplicates, _quarantined, _digests, _insights, _notCloudTrail, _cutValues;

    /// <summary>Objects read.</summary>
    public long Objects => Interlocked.Read(ref _objects);

    /// <summary>Objects left out because they had been read before.</summary>
    public long Known => Interlocked.Read(ref _known);

    /// <summary>Objects that could not be read to their end.</summary>
    public long Damaged => Interlocked.Read(ref _damaged);

    /// <summary>Bytes of objects that were read, as delivered.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Bytes of objects that are done with: read, or left out because they had been read before.</summary>
    public long BytesDone => Bytes + Interlocked.Read(ref _knownBytes);

    /// <summary>Bytes of content read.</summary>
    public long ContentBytes => Interlocked.Read(ref _contentBytes);

    /// <summary>Events stored.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>Events that the lake had already.</summary>
    public long Duplicates => Interlocked.Read(ref _duplicates);

    /// <summary>Records put into quarantine.</summary>
    public long Quarantined => Interlocked.Read(ref _quarantined);

    /// <summary>Digest files.</summary>
    public long Digests => Interlocked.Read(ref _digests);

    /// <summary>Insights events.</summary>
    public long Insights => Interlocked.Read(ref _insights);

    /// <summary>Documents without any sign of CloudTrail.</summary>
    public long NotCloudTrail => Interlocked.Read(ref _notCloudTrail);

    /// <summary>Values cut.</summary>
    public long CutValues => Interlocked.Read(ref _cutValues);

    /// <summary>The object that was begun last, for the display.</summary>
    public string Current { get; internal set; } = "";

    internal void AddObject(ObjectTally tally, long bytes)
    {
        Interlocked.Increment(ref _objects);
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Add(ref _contentBytes, tally.ContentBytes);
        Interlocked.Add(ref _stored, tally.Stored);
        Interlocked.Add(ref _duplicates, tally.Duplicates);
        Interlocked.Add(ref _quarantined, tally.Quarantined);
        Interlocked.Add(ref _cutValues, tally.CutValues);
        Interlocked.Add(ref _digests, tally.SetAside[(int)SetAsideKind.Digest]);
        Interlocked.Add(ref _insights, tally.SetAside[(int)SetAsideKind.Insight]);
        Interlocked.Add(ref _notCloudTrail, tally.SetAside[(int)SetAsideKind.NotCloudTrail]);
        if (tally.IsDamaged) Interlocked.Increment(ref _damaged);
    }

    internal void AddKnown(long bytes)
    {
        Interlocked.Increment(ref _known);
        Interlocked.Add(ref _knownBytes, bytes);
    }
}
