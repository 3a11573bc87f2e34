namespace Offtrail.Anomalies;

/// <summary>A function with the field that it looks at.</summary>
/// <param name="Function">What it looks for.</param>
/// <param name="ByField">ECS name of the field whose values are judged.</param>
public sealed record Detector(DetectorFunction Function, string ByField)
{
    /// <summary>As people write it: "rare by aws.cloudtrail.error_code".</summary>
    public string Description => $"{FunctionName} by {ByField}";

    /// <summary>The function's name in definitions and alerts.</summary>
    public string FunctionName => Function switch { DetectorFunction.Rare => "rare", _ => throw new InvalidOperationException() };
}
