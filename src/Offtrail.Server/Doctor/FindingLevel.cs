namespace Offtrail.Server;

/// <summary>How bad a finding is.</summary>
public enum FindingLevel
{
    /// <summary>All is well.</summary>
    Ok,

    /// <summary>It works, and will not for ever or not as it should.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Problem,
}
