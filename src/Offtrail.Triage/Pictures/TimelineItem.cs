namespace Offtrail.Triage;

/// <summary>Something on the timeline.</summary>
/// <param name="Micros">When, microseconds since 1970 UTC.</param>
/// <param name="Kind">"alert" or "event".</param>
/// <param name="What">The rule, or service and call.</param>
/// <param name="Who">Who acted, or how the alert belongs to it.</param>
/// <param name="Failed">Whether the call failed.</param>
public sealed record TimelineItem(long Micros, string Kind, string What, string Who, bool Failed)
{
    /// <summary>Whether it is an alert that only stands beside the subject.</summary>
    public bool Beside { get; init; }
}
