namespace Offtrail.Events;

/// <summary>What a database of places knows.</summary>
[Flags]
public enum GeoContents
{
    /// <summary>Nothing that Offtrail reads.</summary>
    None = 0,

    /// <summary>Countries.</summary>
    Country = 1,

    /// <summary>Regions or cities.</summary>
    City = 2,

    /// <summary>Autonomous systems.</summary>
    AutonomousSystem = 4,
}
