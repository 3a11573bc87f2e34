namespace Offtrail.Server;

/// <summary>The stretch that a job is to be run over.</summary>
/// <param name="From">Buckets from here on are shown.</param>
/// <param name="To">Events before this only.</param>
public sealed record JobRunRequest(string? From = null, string? To = null);
