using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>Lets jobs forget what they knew behind a time: their next run goes on from an earlier snapshot, or begins anew. Records, alerts and the lake stay until then.</summary>
public static class JobReset
{
    /// <summary>Drops snapshots. Gives how many.</summary>
    /// <param name="state">The state.</param>
    /// <param name="jobs">Ids of jobs.</param>
    /// <param name="toMicros">Those at or before this time stay, microseconds since 1970 UTC; <see cref="long.MinValue"/> drops all.</param>
    public static int Run(StateStore state, IReadOnlyCollection<string> jobs, long toMicros) => state.InTransaction(() =>
    {
        var before = state.Snapshots.List().Count;
        foreach (var job in jobs) state.Snapshots.DropAfter(job, toMicros);
        return before - state.Snapshots.List().Count;
    });
}
