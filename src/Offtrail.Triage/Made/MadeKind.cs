namespace Offtrail.Triage;

/// <summary>What can be made that acts by itself afterwards.</summary>
public enum MadeKind
{
    /// <summary>A user of IAM.</summary>
    User,

    /// <summary>A role.</summary>
    Role,

    /// <summary>A long-term access key.</summary>
    Key,

    /// <summary>A session: a role taken on, or a temporary key.</summary>
    Session,
}
