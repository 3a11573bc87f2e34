namespace Offtrail.Lake;

/// <summary>The field's address lies in a network (IPv4, CIDR).</summary>
/// <param name="Field">The field.</param>
/// <param name="First">First address of the network.</param>
/// <param name="Last">Last address.</param>
public sealed record InNetwork(string Field, uint First, uint Last) : Filter;
