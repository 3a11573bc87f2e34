namespace Offtrail.Server;

/// <summary>What a job forgot.</summary>
/// <param name="Dropped">Snapshots that were dropped.</param>
/// <param name="GoesOnFrom">The snapshot from which the next detection goes on; null for the beginning of the lake.</param>
/// <param name="Warning">What a person should know; null for nothing.</param>
public sealed record JobResetView(int Dropped, string? GoesOnFrom, string? Warning);
