using Offtrail.Anomalies;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>What a job knows, as of its last snapshot.</summary>
/// <param name="AtMicros">The time of the snapshot: all buckets before it are learned; microseconds since 1970 UTC.</param>
/// <param name="Known">What each detector knows of each scope.</param>
public sealed record JobExplanation(long AtMicros, IReadOnlyList<Knowledge> Known)
{
    /// <summary>Reads it; null when the job was never run under this definition and tuning.</summary>
    /// <exception cref="StateException">The snapshot can't be read.</exception>
    public static JobExplanation? Of(DataFolder folder, Pack pack, JobDefinition job)
    {
        try
        {
            return new JobRuns([job], pack.Job).Known(job, folder.State.Snapshots) is { } known ? new JobExplanation(known.At, known.Known) : null;
        }
        catch (InvalidDataException e)
        {
            throw new StateException($"{e.Message}; \"offtrail jobs reset\" lets the jobs begin anew", e);
        }
    }
}
