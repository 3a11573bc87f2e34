using Microsoft.Extensions.Logging;
using Offtrail.Events;
using Offtrail.Sources;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>Reads what came from the sources into the lake, and tells each source what has become of it.</summary>
internal sealed class Reading(DataFolder folder, Intake intake, LiveOptions options, TimeProvider clock, ILogger log)
{
    private SharedDedupe? _dedupe;

    /// <summary>Reads what waits, up to the objects of a step.</summary>
    /// <exception cref="Exception">It could not be stored. What is not in the ledger comes again.</exception>
    public async Task<IngestSummary> RunAsync(CancellationToken abort)
    {
        var arrived = intake.Take(options.MostObjectsAStep);
        SourceObject[] objects = [.. arrived.SelectMany(a => a.Arrival.Objects)];
        _dedupe ??= new SharedDedupe(folder);
        var ingester = new Ingester(folder, options.Ingest with { Threads = Math.Min(options.Ingest.Threads, 1 + (objects.Length / 32)) }, clock) { Dedupe = _dedupe };
        _dedupe = null; // of an ingestion that fails it remembers what is not there
        try
        {
            var read = await ingester.RunAsync([new GivenObjects(objects)], abort).ConfigureAwait(false);
            _dedupe = ingester.Dedupe;
            return read;
        }
        finally
        {
            await SettleAsync(arrived, abort).ConfigureAwait(false);
        }
    }

    /// <summary>Forgets which events the lake has: somebody else wrote to it.</summary>
    public void Forget() => _dedupe = null;

    /// <summary>All of them, also when one can't be told.</summary>
    private async Task SettleAsync(IReadOnlyList<(ILiveSource Source, Arrival Arrival)> arrived, CancellationToken abort)
    {
        foreach (var (source, arrival) in arrived)
        {
            try
            {
                await arrival.SettleAsync(o => folder.State.Ledger.Contains(o.Key, o.Version), lost => GiveUp(source, lost), abort).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException || !abort.IsCancellationRequested)
            {
                log.Unsettled(source.Id, e.Message);
            }
            catch (OperationCanceledException)
            {
                // as asked; it gives them again
            }
        }
    }

    private void GiveUp(ILiveSource source, IReadOnlyList<Undeliverable> lost)
    {
        folder.State.InTransaction(() =>
        {
            foreach (var one in lost)
            {
                folder.State.Quarantine.Forget(one.Key);
                folder.State.Quarantine.Add(new QuarantineEntry(one.Key, new Rejection(default, one.Reason, one.Content, one.Content.Length, IsRecord: false)), clock.Micros());
            }

            return true;
        });
        foreach (var one in lost) log.GivenUp(source.Id, one.Key, one.Reason);
        intake.NoteUndeliverable(source, lost.Count);
    }
}
