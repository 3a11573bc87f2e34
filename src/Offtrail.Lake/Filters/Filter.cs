namespace Offtrail.Lake;

/// <summary>A condition on events, over the documented columns. Data, never SQL of the user's.</summary>
public abstract record Filter
{
    /// <summary>What every event meets.</summary>
    public static Filter Everything { get; } = new AllOf([]);

    /// <summary>Both of two conditions.</summary>
    public Filter And(Filter other) => this == Everything ? other : other == Everything ? this : new AllOf([this, other]);
}
