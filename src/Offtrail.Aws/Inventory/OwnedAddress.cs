namespace Offtrail.Aws;

/// <summary>An address that is an account's own, as the EC2 API says.</summary>
/// <param name="Address">IPv4 or IPv6.</param>
/// <param name="Kind">instance, elastic_ip or network_interface.</param>
/// <param name="Id">The id of that.</param>
/// <param name="Instance">The instance behind it; null when there is none.</param>
/// <param name="Name">Its tag Name, or what an interface is described as; null when it has none.</param>
public sealed record OwnedAddress(string Address, string Kind, string Id, string? Instance, string? Name);
