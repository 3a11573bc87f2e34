using System.Text;
using Offtrail.Events;

namespace Offtrail.Triage;

/// <summary>Which addresses are ours, as AWS said at some time. Says nothing of addresses that were given back before, or taken since.</summary>
public sealed class Inventory
{
    private static readonly NetworkClassifier s_networks = new();

    private readonly ILookup<string, InventoryEntry> _byAddress;

    /// <summary>Makes one.</summary>
    /// <param name="entries">The addresses.</param>
    /// <param name="asOf">When the oldest part of it was read, microseconds since 1970 UTC; null when there is no inventory.</param>
    public Inventory(IEnumerable<InventoryEntry> entries, long? asOf)
    {
        _byAddress = entries.ToLookup(e => e.Address, StringComparer.Ordinal);
        AsOf = asOf;
    }

    /// <summary>None: nothing is known of who owns what.</summary>
    public static Inventory None { get; } = new([], null);

    /// <summary>When the oldest part of it was read, microseconds since 1970 UTC; null when there is no inventory.</summary>
    public long? AsOf { get; }

    /// <summary>What has an address, instances first. A private address is only looked for in one account: others may have it too.</summary>
    /// <param name="address">The address.</param>
    /// <param name="account">The account that a private address is of.</param>
    public IReadOnlyList<InventoryEntry> Of(string address, string? account) => [.. _byAddress[address].Where(e => e.Account == account || !IsPrivate(address)).OrderBy(e => e.Kind switch { "instance" => 0, "elastic_ip" => 1, _ => 2 }).ThenBy(e => e.Id, StringComparer.Ordinal)];

    /// <summary>Whether the same address may be in use elsewhere.</summary>
    private static bool IsPrivate(string address) => s_networks.Classify(Encoding.UTF8.GetBytes(address)) is NetworkClass.Private or NetworkClass.Shared or NetworkClass.LinkLocal;
}
