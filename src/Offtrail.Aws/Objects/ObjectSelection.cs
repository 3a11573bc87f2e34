namespace Offtrail.Aws;

/// <summary>Which objects are wanted.</summary>
public sealed record ObjectSelection
{
    /// <summary>What keys begin with. Default: anything.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Accounts; empty for all.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Regions; empty for all.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>First day of delivery, UTC; null for any.</summary>
    public DateOnly? FromDay { get; init; }

    /// <summary>Last day of delivery, UTC, itself included; null for any.</summary>
    public DateOnly? ToDay { get; init; }

    /// <summary>Whether something is asked that only a key of CloudTrail's layout can answer.</summary>
    internal bool NeedsLayout => Accounts.Count > 0 || Regions.Count > 0 || FromDay is not null || ToDay is not null;

    /// <summary>Whether an object is wanted. Digest and Insight files never are, and what tells nothing of account, region or day is not when that is asked.</summary>
    internal bool Takes(string key, CloudTrailKey? parts) =>
        key.StartsWith(Prefix, StringComparison.Ordinal)
        && (parts is { } p
            ? p.Kind == CloudTrailKey.Records && TakesAccount(p.Account) && TakesRegion(p.Region) && !(p.Day < FromDay) && !(p.Day > ToDay)
            : !NeedsLayout);

    internal bool TakesAccount(string account) => Accounts.Count == 0 || Accounts.Contains(account);

    internal bool TakesRegion(string region) => Regions.Count == 0 || Regions.Contains(region);
}
