using Offtrail.Anomalies;
using Offtrail.Lake;

namespace Offtrail.Pipeline;

/// <summary>Runs one job over the past from the beginning and shows what it finds in a stretch. Reads the lake and changes nothing.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="temp">Folder for what does not fit into memory.</param>
public sealed class JobTrial(DataFolder folder, string temp)
{
    /// <summary>Tries it.</summary>
    /// <param name="pack">The jobs.</param>
    /// <param name="job">The job.</param>
    /// <param name="fromMicros">Buckets from here on are shown, microseconds since 1970 UTC; those before are learned from.</param>
    /// <param name="toMicros">Events before this only.</param>
    /// <param name="progress">Is told how far it is, 0 to 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The records of the stretch, by time.</returns>
    public IReadOnlyList<AnomalyRecord> Run(Pack pack, JobDefinition job, long fromMicros, long toMicros, Action<double> progress, CancellationToken cancellationToken)
    {
        using var reader = new LakeReader(folder.Lake, new LakeReaderOptions { TempFolder = temp });
        var runs = new JobRuns([job], pack.Job).Run(reader, folder.State.Manifest.All(), toMicros, onDone: (done, all) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress((double)done / all);
        });
        return [.. runs.Single(r => r.Job.Id == job.Id).Records.Where(r => r.Bucket >= fromMicros).OrderBy(r => r.Bucket)];
    }
}
