namespace Offtrail.Sinks;

/// <summary>What became of an attempt.</summary>
public enum DeliveryOutcome
{
    /// <summary>The other side has the alert.</summary>
    Delivered,

    /// <summary>It did not get there, and may later.</summary>
    TryAgain,

    /// <summary>The other side does not want it, and would not later either.</summary>
    Refused,
}
