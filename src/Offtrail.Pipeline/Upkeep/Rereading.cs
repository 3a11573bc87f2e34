using Offtrail.Sources;

namespace Offtrail.Pipeline;

/// <summary>Reads objects again that were read before: for the events of damaged segments, or after something in quarantine was mended.</summary>
public sealed class Rereading(DataFolder folder, TimeProvider clock)
{
    /// <summary>Reads objects again, those that are still there.</summary>
    /// <param name="keys">Keys of the ledger.</param>
    /// <param name="cancellationToken">Stops; what was read stays.</param>
    /// <returns>What was read, and the keys of objects that are gone.</returns>
    public async Task<(IngestSummary Read, IReadOnlyList<string> Gone)> RunAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var there = keys.Where(File.Exists).ToList();
        folder.State.InTransaction(() =>
        {
            foreach (var key in there) folder.State.Ledger.ReadAgain(key);
            return true;
        });
        var read = await new Ingester(folder, new IngestOptions(), clock).RunAsync([.. there.Select(k => new FolderSource(k))], cancellationToken).ConfigureAwait(false);
        return (read, [.. keys.Except(there, StringComparer.Ordinal)]);
    }
}
