namespace Offtrail.Server;

/// <summary>What came of reading objects again.</summary>
/// <param name="Objects">Objects that were read.</param>
/// <param name="Stored">Events that the lake did not have.</param>
/// <param name="Duplicates">Events that it had.</param>
/// <param name="Quarantined">Pieces that are in quarantine again.</param>
/// <param name="Gone">Objects that can't be read again; what was kept of them stays in quarantine.</param>
public sealed record QuarantineRetryView(long Objects, long Stored, long Duplicates, long Quarantined, IReadOnlyList<string> Gone);
