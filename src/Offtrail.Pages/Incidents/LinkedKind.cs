namespace Offtrail.Pages;

/// <summary>What is linked in an incident, in the order in which one leads to the other.</summary>
public enum LinkedKind
{
    /// <summary>A machine whose role was used.</summary>
    Instance,

    /// <summary>A role, user, root or service.</summary>
    Identity,

    /// <summary>An access key.</summary>
    AccessKey,

    /// <summary>An address that calls came from.</summary>
    Address,
}
