namespace Offtrail.Server;

/// <summary>How far a job is to go back.</summary>
/// <param name="To">To its last snapshot at or before this time; none for the beginning of the lake.</param>
public sealed record JobResetRequest(string? To = null);
