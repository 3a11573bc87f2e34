namespace Offtrail.State;

/// <summary>Whether an alert is one.</summary>
public enum AlertStanding
{
    /// <summary>It is.</summary>
    Standing,

    /// <summary>Events that came later, or a change of its job, took it back.</summary>
    Withdrawn,

    /// <summary>An exception covers it, so it was never raised; it is kept to see what exceptions hold back.</summary>
    Excepted,

    /// <summary>It is like one that was raised before it, and is folded into that by its rule's suppression.</summary>
    Suppressed,
}
