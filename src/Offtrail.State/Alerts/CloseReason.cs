namespace Offtrail.State;

/// <summary>Why an alert was closed.</summary>
public enum CloseReason
{
    /// <summary>An attack, dealt with.</summary>
    TruePositive,

    /// <summary>What it says is true, and was allowed.</summary>
    Benign,

    /// <summary>It should not have been raised.</summary>
    FalsePositive,

    /// <summary>Another alert says the same.</summary>
    Duplicate,

    /// <summary>Something else, told in a comment.</summary>
    Other,
}
