using System.Globalization;
using Offtrail.Events;
using Offtrail.Lake;
using Offtrail.Sources;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>One thread's part of an ingestion: a reader, a batch and a writer, used for object after object.</summary>
internal sealed class IngestWorker : IRecordHandler, IDisposable
{
    private const long MaxQuarantineBytes = 8 << 20;
    private const long MaxEntriesAnObject = 10_000;

    private readonly DataFolder _folder;
    private readonly IngestOptions _options;
    private readonly TimeProvider _clock;
    private readonly SharedDedupe _dedupe;
    private readonly IngestCounters _counters;
    private readonly Action<QuarantineEntry> _onQuarantined;
    private readonly ContentOpener _opener = new();
    private readonly RecordReader _reader;
    private readonly SegmentWriter _writer;
    private readonly EventBatch _batch;
    private readonly List<IngestedObject> _objects = []; // those that the batch has events of or that ended in it, by the batch's number
    private readonly List<string> _begun = [];
    private readonly List<QuarantineEntry> _quarantine = [];
    private readonly ObjectTally _tally = new();
    private readonly bool _anyPruned;
    private IReadOnlyList<(string? Account, int BeforeDay)> _pruned = []; // days dropped since the current object was first read
    private long _quarantineBytes;
    private long? _batchNumber; // null until it has an event
    private long _batchOpened;
    private SourceObject? _current;
    private string _source = "";

    public IngestWorker(DataFolder folder, IngestOptions options, TimeProvider clock, SharedDedupe dedupe, IngestCounters counters, Action<QuarantineEntry> onQuarantined)
    {
        (_folder, _options, _clock, _dedupe, _counters, _onQuarantined) = (folder, options, clock, dedupe, counters, onQuarantined);
        _reader = new RecordReader(options.Reader);
        _writer = new SegmentWriter(folder.Lake);
        _batch = new EventBatch(options.Enricher);
        _anyPruned = folder.State.Pruning.JudgedMicros != long.MinValue;
        _batchOpened = clock.GetTimestamp();
    }

    /// <summary>Reads an object into the batch. What it holds may be committed in parts; the object itself is marked with the last.</summary>
    public void Read(SourceObject found, CancellationToken cancellationToken)
    {
        _counters.Current = found.Key;
        _tally.Reset();
        if (found.Version is not null) _begun.Add(found.Key); // a stream of the same name is another stream
        _pruned = _anyPruned && found.Version is not null ? _folder.State.Pruning.Since(found.Key) : [];
        _source = found.Key;
        _current = found;
        _objects.Add(Entry(found, isWhole: false));
        try
        {
            using var raw = found.Open();
            _opener.ForEach(raw, (name, content) =>
            {
                _source = name.Length > 0 ? $"{found.Key}!{name}" : found.Key;
                _reader.Read(content, this, cancellationToken);
                _tally.ContentBytes += _reader.BytesRead;
                _tally.StreamFailed |= _reader.StreamFailed;
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            _tally.StreamFailed |= e is not InvalidDataException;
            OnRejected(new Rejection(new RecordPosition(0, 0, 0), Describe(e), default, 0, IsRecord: false));
        }

        if (_tally.Quarantined > MaxEntriesAnObject)
            Keep(new QuarantineEntry(found.Key, new Rejection(new RecordPosition(0, 0, 0), string.Create(CultureInfo.InvariantCulture, $"{_tally.Quarantined - MaxEntriesAnObject:N0} more records of this object are broken; only the first {MaxEntriesAnObject:N0} are kept one by one"), default, 0, IsRecord: false)));
        _counters.AddObject(_tally, found.Size);
        _objects[^1] = Entry(found, isWhole: !_tally.StreamFailed);
        _current = null;
        if (IsFull) Commit();
    }

    public void OnEvent(EventView view)
    {
        var partition = _batch.PartitionOf(view);
        _tally.CutValues += view.CutValues;
        if (IsPruned(partition) || !_dedupe.TryAdd(partition, view[EventColumn.EventId], _batchNumber ??= _dedupe.OpenBatch()))
        {
            _tally.Duplicates++;
            return;
        }

        _batch.Add(partition, view, _objects.Count - 1);
        _tally.Stored++;
        if (IsFull) Commit(); // an object may be larger than memory
    }

    private bool IsPruned(PartitionKey partition)
    {
        foreach (var (account, before) in _pruned)
            if (partition.Day < before && (account is null || account == partition.Account)) return true;
        return false;
    }

    public void OnRejected(Rejection rejection)
    {
        if (rejection.IsRecord) _tally.Quarantined++;
        else _tally.IsDamaged = true;
        if (_tally.Quarantined > MaxEntriesAnObject && rejection.IsRecord) return; // counted; told at the object's end
        Keep(new QuarantineEntry(_source, rejection));
    }

    public void OnSetAside(SetAsideKind kind) => _tally.SetAside[(int)kind]++;

    private void Keep(QuarantineEntry entry)
    {
        var rejection = entry.Rejection;
        _quarantine.Add(entry);
        _quarantineBytes += rejection.Content.Length + 256;
        _onQuarantined(entry);
        if (IsFull) Commit();
    }

    /// <summary>Writes the batch as segments and commits them with the objects that ended in it.</summary>
    public void Commit()
    {
        if (_current is { } unfinished) _objects[^1] = Entry(unfinished, isWhole: false);
        _folder.BeginUnlisted();
        var segments = _batch.Count > 0 ? _writer.Write(_batch, () => Guid.NewGuid().ToString("N")) : [];
        var now = _clock.Micros();
        _folder.State.InTransaction(() =>
        {
            foreach (var key in _begun) _folder.State.Quarantine.Forget(key);
            foreach (var entry in _quarantine) _folder.State.Quarantine.Add(entry, now);
            var numbers = _objects.ConvertAll(o => _folder.State.Ledger.Put(o, now));
            foreach (var (segment, objects) in segments) _folder.State.Manifest.Add(segment, objects.Select(o => (numbers[o.Object], o.Rows)));
            if (_folder.HadDamage) NoteRestored(numbers);
            return true;
        });
        _folder.EndUnlisted();
        if (_folder.HadDamage) DamageCheck.RemoveRestored(_folder);
        if (_batchNumber is { } committed) _dedupe.Committed(committed);
        _batchNumber = null;
        _batchOpened = _clock.GetTimestamp();
        _batch.Reset();
        _begun.Clear();
        _objects.Clear();
        if (_current is not null) _objects.Add(Entry(_current, isWhole: false));
        _quarantine.Clear();
        _quarantineBytes = 0;
    }

    private bool IsFull => _batch.Bytes >= _options.BatchBytes || _quarantineBytes >= MaxQuarantineBytes
        || (_batch.Count % 64 == 0 && _batch.Count > 0 && _clock.GetElapsedTime(_batchOpened) >= _options.BatchTime);

    /// <summary>What the ledger is to say of an object; without a version it is read again by the next run.</summary>
    private IngestedObject Entry(SourceObject of, bool isWhole) =>
        new(of.Key, isWhole ? of.Version : null, of.Size, _tally.Stored, _tally.Duplicates, _tally.Quarantined, _tally.SetAside.Sum());

    private void NoteRestored(List<long> numbers)
    {
        for (var i = 0; i < numbers.Count; i++)
            if (_objects[i].Version is not null) _folder.State.Manifest.Restored(numbers[i]);
        _folder.State.Manifest.DropRestored();
    }

    private static string Describe(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "vanished before it could be read",
        UnauthorizedAccessException => "may not be read: permission is missing",
        _ => e.Message,
    };

    public void Dispose() => _opener.Dispose();
}
