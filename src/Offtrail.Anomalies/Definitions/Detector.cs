namespace Offtrail.Anomalies;

/// <summary>A function with the fields that it looks at.</summary>
/// <param name="Function">What it looks for.</param>
/// <param name="ByField">ECS name of the field whose values are judged; for functions of numbers: whose values have a number each. Empty when there is none.</param>
/// <param name="PartitionField">ECS name of the field whose values have a model each, such as an identity; null when the whole scope has one.</param>
public sealed record Detector(DetectorFunction Function, string ByField, string? PartitionField = null)
{
    /// <summary>ECS name of the field that a number is taken of, such as the one whose different values are counted; empty when events themselves are counted, and for other functions.</summary>
    public string FieldName { get; init; } = "";

    /// <summary>ECS name of the field whose values are a population: each is judged by what all of them did. Not together with a partition.</summary>
    public string? OverField { get; init; }

    /// <summary>Which numbers are unusual; for functions of numbers.</summary>
    public MetricSide Side { get; init; } = MetricSide.Both;

    /// <summary>The values that are judged or counted, of the by field or, for functions of numbers, of the counted one; a <c>*</c> at the end of one stands for any ending. Null for all. Other events only show that a partition is active.</summary>
    public IReadOnlyList<string>? ByValues { get; init; }

    /// <summary>As people write it: "rare by event.action partition by offtrail.identity", "high_distinct_count of event.action over offtrail.identity".</summary>
    public string Description =>
        FunctionName + (FieldName.Length == 0 ? "" : $" of {FieldName}") + (ByField.Length == 0 ? "" : $" by {ByField}")
        + (OverField is null ? "" : $" over {OverField}") + (PartitionField is null ? "" : $" partition by {PartitionField}");

    /// <summary>The function's name in definitions and alerts.</summary>
    public string FunctionName => Anomalies.FunctionName.Of(Function, Side);

    /// <summary>Whether it judges a number of each bucket.</summary>
    public bool IsMetric => Anomalies.FunctionName.IsMetric(Function);

    /// <summary>Whether it judges when there is activity.</summary>
    public bool IsTime => Anomalies.FunctionName.IsTime(Function);

    /// <summary>The field by which a bucket is divided: that of the partition or of the population; null when a bucket is one.</summary>
    public string? DividedBy => OverField ?? PartitionField;

    /// <summary>All fields that it looks at.</summary>
    public IEnumerable<string> Fields => new[] { FieldName, ByField, DividedBy }.Where(f => !string.IsNullOrEmpty(f)).OfType<string>();
}
