using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>How old the inventory is, and what keeps it from being read. AWS is not asked.</summary>
internal static class InventoryCheck
{
    private const string Area = "inventory";

    public static IEnumerable<Finding> Of(string root, InventorySettings settings, TimeProvider clock)
    {
        var parts = InventoryFile.Read(root).ToDictionary(p => (p.Account, p.Region));
        foreach (var (account, region) in settings.Accounts.SelectMany(a => a.Regions.Select(r => (a.Account, r))))
        {
            var part = parts.GetValueOrDefault((account, region));
            var age = part?.AsOf is { } asOf ? TimeSpan.FromMicroseconds(clock.Micros() - asOf) : (TimeSpan?)null;
            yield return part?.Problem is { } problem ? Finding.Warning(Area, $"{account} in {region}: {problem}", "mend it; \"offtrail inventory refresh\" tries at once")
                : age is null ? Finding.Warning(Area, $"{account} in {region} was not read yet", "a running service reads it; \"offtrail inventory refresh\" does too")
                : age > 2 * settings.Every ? Finding.Warning(Area, $"{account} in {region} was last read {Query.Time(part!.AsOf)}", "start the service, or run \"offtrail inventory refresh\"")
                : Finding.Ok(Area, $"{account} in {region}: {part!.Addresses.Count} addresses as of {Query.Time(part.AsOf)}");
        }
    }
}
