namespace Offtrail.Rules;

/// <summary>What of an alert decides its incident.</summary>
/// <param name="Id">The alert's id.</param>
/// <param name="First">Time of its first event, microseconds since 1970 UTC.</param>
/// <param name="Last">Time of its last event, microseconds.</param>
/// <param name="Entities">Who it is about.</param>
public sealed record LinkedAlert(string Id, long First, long Last, IReadOnlyList<AlertEntity> Entities)
{
    /// <summary>The story that a person put it into: alerts with the same number are one, those with different ones are not. Null when nobody did.</summary>
    public long? Story { get; init; }
}
