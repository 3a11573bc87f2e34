namespace Offtrail.Triage;

/// <summary>An address of ours.</summary>
/// <param name="Address">IPv4 or IPv6.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Region">Where it is.</param>
/// <param name="Kind">instance, elastic_ip or network_interface.</param>
/// <param name="Id">The id of that.</param>
/// <param name="Instance">The instance behind it; null when there is none.</param>
/// <param name="Name">What people call it; null when nobody said.</param>
public sealed record InventoryEntry(string Address, string Account, string Region, string Kind, string Id, string? Instance, string? Name);
