namespace Offtrail.State;

/// <summary>A value that an anomaly record may be put down to: its account, its own value, its partition, or what its events have in a field.</summary>
/// <param name="Field">ECS name of the field.</param>
/// <param name="Value">The value.</param>
public sealed record Influencer(string Field, string Value)
{
    /// <summary>The field that the account of a record has.</summary>
    public const string Account = "offtrail.account";
}
