using Offtrail.Anomalies;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>What one job's run gave.</summary>
/// <param name="Job">The job.</param>
/// <param name="Fingerprint">Of its definition, and of its parts'.</param>
/// <param name="FromMicros">Start of the first bucket that was judged, microseconds since 1970 UTC; <see cref="long.MinValue"/> for the beginning.</param>
/// <param name="Records">Its records from there on, and those of before that were not over.</param>
/// <param name="Snapshots">What it noted, by time.</param>
internal sealed record JobRun(JobDefinition Job, string Fingerprint, long FromMicros, IReadOnlyList<AnomalyRecord> Records, IReadOnlyDictionary<long, List<SnapshotState>> Snapshots);
