namespace Offtrail.Rules;

/// <summary>What kind of thing links alerts.</summary>
public enum EntityKind
{
    /// <summary>A role, user, root or service in an account.</summary>
    Identity,

    /// <summary>An access key.</summary>
    AccessKey,

    /// <summary>An address that is no AWS service's.</summary>
    Source,
}
