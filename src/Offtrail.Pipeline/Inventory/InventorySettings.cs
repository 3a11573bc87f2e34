using Offtrail.Anomalies;

namespace Offtrail.Pipeline;

/// <summary>Whose addresses are read from the EC2 API, and how often: <c>inventory</c> of <c>offtrail.yaml</c> (docs/sources.md).</summary>
/// <param name="Every">How often. Default 6 h, 15 min to 7 d.</param>
/// <param name="Accounts">Whose; at least one.</param>
public sealed record InventorySettings(TimeSpan Every, IReadOnlyList<InventoryAccount> Accounts)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="DefinitionException">A key is unknown, missing or wrong.</exception>
    public static InventorySettings Parse(YamlMapping yaml)
    {
        var accounts = yaml.Mappings("accounts").Select(InventoryAccount.Parse).ToArray();
        if (accounts.Length == 0) throw yaml.Wrong("accounts", "inventory names no accounts; right would be accounts: with a list of account: and regions:");
        if (accounts.CountBy(a => a.Account).FirstOrDefault(c => c.Value > 1).Key is { } twice) throw yaml.Wrong("accounts", $"account {twice} stands there twice; right would be one entry with all of its regions");
        var settings = new InventorySettings(yaml.Duration("every", TimeSpan.FromHours(6), TimeSpan.FromMinutes(15), TimeSpan.FromDays(7)), accounts);
        yaml.Finish();
        return settings;
    }
}
