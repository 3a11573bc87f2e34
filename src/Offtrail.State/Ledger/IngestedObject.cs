namespace Offtrail.State;

/// <summary>An object that was read to its end, with what was in it: records = stored + duplicates + quarantined.</summary>
/// <param name="Key">What names it.</param>
/// <param name="Version">What changes when its content does; null when it is to be read by every run.</param>
/// <param name="Bytes">Its size as delivered.</param>
/// <param name="Stored">Events put into the lake.</param>
/// <param name="Duplicates">Events that the lake had already.</param>
/// <param name="Quarantined">Records that could not be taken as events.</param>
/// <param name="SetAside">Digests, Insights events and documents that are no CloudTrail.</param>
public sealed record IngestedObject(string Key, string? Version, long Bytes, long Stored, long Duplicates, long Quarantined, long SetAside)
{
    /// <summary>Records read.</summary>
    public long Records => Stored + Duplicates + Quarantined;
}
