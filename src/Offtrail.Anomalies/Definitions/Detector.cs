namespace Offtrail.Anomalies;

/// <summary>A function with the fields that it looks at.</summary>
/// <param name="Function">What it looks for.</param>
/// <param name="ByField">ECS name of the field whose values are judged.</param>
/// <param name="PartitionField">ECS name of the field whose values have a model each, such as an identity; null when the whole scope has one.</param>
public sealed record Detector(DetectorFunction Function, string ByField, string? PartitionField = null)
{
    /// <summary>The values of the by field that are judged, a <c>*</c> at the end of one standing for any ending; null for all. Other events only show that a partition is active.</summary>
    public IReadOnlyList<string>? ByValues { get; init; }

    /// <summary>As people write it: "rare by event.action partition by offtrail.identity".</summary>
    public string Description => PartitionField is null ? $"{FunctionName} by {ByField}" : $"{FunctionName} by {ByField} partition by {PartitionField}";

    /// <summary>The function's name in definitions and alerts.</summary>
    public string FunctionName => Function switch { DetectorFunction.Rare => "rare", DetectorFunction.Entity => "entity", _ => throw new InvalidOperationException() };
}
