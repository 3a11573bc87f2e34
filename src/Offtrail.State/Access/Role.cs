namespace Offtrail.State;

/// <summary>What somebody may do; each role may do what those before it may.</summary>
public enum Role
{
    /// <summary>Look at everything but users, keys and the audit log.</summary>
    Viewer,

    /// <summary>Work on alerts and incidents, write exceptions, change and try rules.</summary>
    Analyst,

    /// <summary>Everything: users, keys, sinks, the audit log.</summary>
    Admin,
}
