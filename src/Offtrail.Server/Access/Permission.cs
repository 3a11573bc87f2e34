namespace Offtrail.Server;

/// <summary>What an endpoint asks of who uses it.</summary>
public enum Permission
{
    /// <summary>Look. Every role has it.</summary>
    Read,

    /// <summary>Work on alerts and incidents, write exceptions, try rules and thresholds. From analyst on.</summary>
    Work,

    /// <summary>Change rules. From analyst on.</summary>
    Define,

    /// <summary>Users, keys, sinks, the audit log. For admins.</summary>
    Administer,
}
