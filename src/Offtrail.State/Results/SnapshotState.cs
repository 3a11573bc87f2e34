namespace Offtrail.State;

/// <summary>What one detector of a job knew of one scope.</summary>
/// <param name="Detector">Number of the detector in the job, from 0.</param>
/// <param name="Scope">The scope.</param>
/// <param name="State">As the detector wrote it.</param>
public sealed record SnapshotState(int Detector, string Scope, byte[] State);
