namespace Offtrail.Anomalies;

/// <summary>What a job's definition may name.</summary>
/// <param name="IsField">Whether the lake has a field of this ECS name.</param>
/// <param name="FilterFault">What is wrong with a filter's text; null if nothing.</param>
/// <param name="List">The value list of this id; null if there is none.</param>
public sealed record JobVocabulary(Func<string, bool> IsField, Func<string, string?> FilterFault, Func<string, ValueList?> List);
