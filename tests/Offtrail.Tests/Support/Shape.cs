namespace Offtrail.Tests;

/// <summary>Shapes in which CloudTrail records are found in the wild.</summary>
public enum Shape
{
    Records,
    List,
    Ndjson,
    Concatenated,
    LookupEvents,
    EventBridge,
    EventOriginal,
}
