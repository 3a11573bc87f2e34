namespace Offtrail.State;

/// <summary>Which alerts of a list come first.</summary>
public enum AlertOrder
{
    /// <summary>Those raised last.</summary>
    Newest,

    /// <summary>Those raised first.</summary>
    Oldest,

    /// <summary>Those with the highest score; of the same score those raised last.</summary>
    Score,
}
