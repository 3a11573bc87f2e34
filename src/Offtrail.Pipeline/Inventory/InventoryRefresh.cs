using Offtrail.Aws;

namespace Offtrail.Pipeline;

/// <summary>Reads the inventory anew, account by account and region by region. A part that can't be read stays as it was, with the reason.</summary>
/// <param name="dataFolder">The data folder.</param>
/// <param name="settings">Whose.</param>
/// <param name="clock">Tells as of when.</param>
public sealed class InventoryRefresh(string dataFolder, InventorySettings settings, TimeProvider clock)
{
    /// <summary>Reads all parts and keeps them. Parts of accounts and regions that the settings don't name any more are dropped.</summary>
    /// <param name="cancellationToken">Ends it; what was there stays.</param>
    public async Task<IReadOnlyList<InventoryPart>> RunAsync(CancellationToken cancellationToken)
    {
        var before = InventoryFile.Read(dataFolder).ToDictionary(p => (p.Account, p.Region));
        var now = new List<InventoryPart>();
        foreach (var account in settings.Accounts)
            foreach (var region in account.Regions.Distinct(StringComparer.Ordinal))
                now.Add(await ReadAsync(account, region, before.GetValueOrDefault((account.Account, region)), cancellationToken).ConfigureAwait(false));
        InventoryFile.Write(dataFolder, now);
        return now;
    }

    /// <summary>When it is due again: as long after the oldest part was read as the settings say; at once when a part never was.</summary>
    public TimeSpan Due()
    {
        var parts = InventoryFile.Read(dataFolder).ToDictionary(p => (p.Account, p.Region));
        var rest = settings.Every;
        foreach (var key in settings.Accounts.SelectMany(a => a.Regions.Select(r => (a.Account, r))))
        {
            if (parts.GetValueOrDefault(key)?.AsOf is not { } asOf) return TimeSpan.Zero;
            var left = settings.Every - TimeSpan.FromMicroseconds(clock.Micros() - asOf);
            rest = left < rest ? left : rest;
        }

        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    private async Task<InventoryPart> ReadAsync(InventoryAccount account, string region, InventoryPart? before, CancellationToken cancellationToken)
    {
        try
        {
            var addresses = await new Ec2Inventory(account.Access with { Region = region }).ReadAsync(cancellationToken).ConfigureAwait(false);
            return new InventoryPart(account.Account, region, clock.Micros(), null, addresses);
        }
        catch (InventoryException e)
        {
            return new InventoryPart(account.Account, region, before?.AsOf, e.Message, before?.Addresses ?? []);
        }
    }
}
