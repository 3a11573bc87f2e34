namespace Offtrail.Anomalies;

/// <summary>A function with the fields that it looks at.</summary>
/// <param name="Function">What it looks for.</param>
/// <param name="ByField">ECS name of the field whose values or numbers are judged; empty when events themselves are counted or only their time counts.</param>
/// <param name="PartitionField">ECS name of the field whose values have a model each, such as an identity; null when the whole scope has one.</param>
public sealed record Detector(DetectorFunction Function, string ByField, string? PartitionField = null)
{
    /// <summary>Which numbers are unusual; for functions of numbers.</summary>
    public MetricSide Side { get; init; } = MetricSide.Both;

    /// <summary>The values of the by field that are judged, a <c>*</c> at the end of one standing for any ending; null for all. Other events only show that a partition is active.</summary>
    public IReadOnlyList<string>? ByValues { get; init; }

    /// <summary>As people write it: "rare by event.action partition by offtrail.identity", "high_distinct_count of aws.cloudtrail.error_message".</summary>
    public string Description =>
        FunctionName + (ByField.Length == 0 ? "" : $" {(Function == DetectorFunction.Rare ? "by" : "of")} {ByField}") + (PartitionField is null ? "" : $" partition by {PartitionField}");

    /// <summary>The function's name in definitions and alerts.</summary>
    public string FunctionName => Anomalies.FunctionName.Of(Function, Side);

    /// <summary>Whether it judges a number of each bucket.</summary>
    public bool IsMetric => Anomalies.FunctionName.IsMetric(Function);

    /// <summary>Whether it judges when there is activity.</summary>
    public bool IsTime => Anomalies.FunctionName.IsTime(Function);
}
