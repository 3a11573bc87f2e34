using Offtrail.Lake;
using Offtrail.Sources;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>
/// Reads sources into the lake. Each worker (one a thread) reads objects into a batch of its own and, when it is full,
/// writes it as segments and commits segments and objects in one transaction; meanwhile the others read on. Shared are the
/// enumeration of objects and the dedupe index, each under its lock.
/// </summary>
/// <remarks>
/// Why an event whose first copy is in another worker's open batch may count as a duplicate: if that batch is lost, so is
/// the mark that its object was ingested; the object is read again, and the event with it.
/// </remarks>
public sealed class Ingester(DataFolder folder, IngestOptions options, TimeProvider clock)
{
    private readonly List<SourceProblem> _problems = [];
    private readonly List<QuarantineEntry> _firstQuarantined = [];

    private bool _isFirstRun; // then no object can be known, and nobody waits for the state to ask; one named twice gives duplicates

    /// <summary>Counts while it runs.</summary>
    public IngestCounters Counters { get; } = new();

    /// <summary>What the ingestion before remembers of the ids in the lake; null to begin without a memory. Of one that failed it may not be used.</summary>
    internal SharedDedupe? Dedupe { get; init; }

    /// <summary>Ingests all objects that are not in the ledger yet.</summary>
    /// <exception cref="LakeException">The lake can't be written (a full disk). What was committed stays; the rest is read by the next run.</exception>
    /// <exception cref="StateException">The state can't be written.</exception>
    public async Task<IngestSummary> RunAsync(IEnumerable<ISource> sources, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        NoteDatabases();
        _isFirstRun = folder.State.Ledger.IsEmpty;
        var dedupe = Dedupe ?? new SharedDedupe(folder);
        using var objects = sources.SelectMany(s => s.Objects(_problems.Add)).GetEnumerator();
        var upcoming = new UpcomingObjects(objects, IsKnown);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var workers = Enumerable.Range(0, options.Threads).Select(_ => Task.Factory.StartNew(
            () => Work(upcoming, dedupe, stop), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        await Task.WhenAll(workers).ConfigureAwait(false);
        return new IngestSummary
        {
            Objects = Counters.Objects,
            Known = Counters.Known,
            Damaged = Counters.Damaged,
            Bytes = Counters.Bytes,
            ContentBytes = Counters.ContentBytes,
            Stored = Counters.Stored,
            Duplicates = Counters.Duplicates,
            Quarantined = Counters.Quarantined,
            Digests = Counters.Digests,
            Insights = Counters.Insights,
            NotCloudTrail = Counters.NotCloudTrail,
            CutValues = Counters.CutValues,
            Problems = _problems,
            FirstQuarantined = _firstQuarantined,
            Elapsed = clock.GetElapsedTime(started),
        };
    }

    /// <summary>An address may belong to somebody else next year: what was said of it is as of these databases.</summary>
    private void NoteDatabases()
    {
        var enricher = options.Enricher;
        var now = clock.Micros();
        if (enricher.Files.Count == 0 && enricher.Ranges is null) return;
        folder.State.InTransaction(() =>
        {
            foreach (var file in enricher.Files) folder.State.Enrichment.Note(file.DatabaseType, Text(file.BuildDate), file.Path, now);
            if (enricher.Ranges is { } ranges) folder.State.Enrichment.Note("AWS ranges", ranges.Created is { } created ? Text(created) : "", "", now);
            return true;
        });

        static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    private void Work(UpcomingObjects upcoming, SharedDedupe dedupe, CancellationTokenSource stop)
    {
        try
        {
            using var worker = new IngestWorker(folder, options, clock, dedupe, Counters, NoteQuarantined);
            while (upcoming.Next(stop.Token) is { } found) worker.Read(found, stop.Token);
            worker.Commit();
        }
        catch
        {
            stop.Cancel(); // one worker's full disk is everybody's
            throw;
        }
    }

    private bool IsKnown(SourceObject found)
    {
        if (_isFirstRun || !folder.State.Ledger.Contains(found.Key, found.Version)) return false;
        Counters.AddKnown(found.Size);
        return true;
    }

    private void NoteQuarantined(QuarantineEntry entry)
    {
        lock (_firstQuarantined)
        {
            if (_firstQuarantined.Count < 10) _firstQuarantined.Add(entry);
        }
    }
}
