namespace Offtrail.Server;

/// <summary>How the service is doing. Counts are those since its start.</summary>
/// <param name="Doing">starting, waiting, ingesting, detecting, compacting or stopped.</param>
/// <param name="IsBehind">Whether objects or events wait to be read or judged.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="Objects">Objects read.</param>
/// <param name="ContentBytes">Bytes of content read.</param>
/// <param name="Stored">Events stored.</param>
/// <param name="Duplicates">Events that the lake had already.</param>
/// <param name="Quarantined">Records that went to the quarantine.</param>
/// <param name="Events">Events in the lake at the last detection.</param>
/// <param name="NewestEventAt">Time of the newest of them.</param>
/// <param name="Detections">Detections.</param>
/// <param name="DetectedAt">When the last ended.</param>
/// <param name="DetectionSeconds">How long it took.</param>
/// <param name="Raised">Alerts raised.</param>
/// <param name="Failure">What went wrong with the last step and is tried again.</param>
/// <param name="DefinitionFault">Which definition is wrong, so that the one before it goes on.</param>
/// <param name="Warnings">What a person should know.</param>
/// <param name="Sources">The sources.</param>
public sealed record StatusView(
    string Doing, bool IsBehind, string StartedAt, long Objects, long ContentBytes, long Stored, long Duplicates, long Quarantined, long Events, string? NewestEventAt, long Detections, string? DetectedAt,
    double DetectionSeconds, long Raised, string? Failure, string? DefinitionFault, IReadOnlyList<string> Warnings, IReadOnlyList<SourceView> Sources);
