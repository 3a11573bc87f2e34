namespace Offtrail.State;

/// <summary>What people did with an alert.</summary>
public enum AlertStatus
{
    /// <summary>Nobody has looked.</summary>
    Open,

    /// <summary>Somebody looks at it.</summary>
    Acknowledged,

    /// <summary>It is dealt with.</summary>
    Closed,
}
